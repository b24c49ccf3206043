package fr.recap.nomenclature;

import fr.recap.udfs.text.TextMemo;
import java.util.Arrays;
import java.util.function.Function;

/**
 * Counts the features of one cleaned text after the other, of one thread. A text has those of its
 * words; words repeat, so that theirs are remembered.
 */
final class FeatureCounts {
  private static final int REMEMBERED = 1 << 14;

  private final FeatureTable table;
  private final Function<String, long[]> hashes;
  private final TextMemo<Word> words;
  private final Function<String, Word> word = this::word;

  /** Of each feature; all 0 between two texts. */
  private final int[] counts;

  private int[] ids = new int[64];
  private int size;
  private long[] unseen = new long[64];
  private int unseenSize;

  /** Features of a word, repeated ones as often as they occur: numbers, and hashes without one. */
  static final class Word {
    private final int[] ids;
    private final long[] unseen;

    Word(int[] ids, long[] unseen) {
      this.ids = ids;
      this.unseen = unseen;
    }
  }

  /**
   * @param table of the features that have a number
   * @param words what all threads remember of this table and these hashes
   * @param hashes of the features of a word, repeated ones as often as they occur
   */
  FeatureCounts(FeatureTable table, TextMemo<Word> words, Function<String, long[]> hashes) {
    this.table = table;
    this.words = words;
    this.hashes = hashes;
    this.counts = new int[table.size()];
  }

  /** Room for what is remembered of words, about 300 bytes each. */
  static TextMemo<Word> words() {
    return new TextMemo<>(REMEMBERED);
  }

  /** Counts the features of a text; those of the text before are forgotten. */
  void count(String cleaned) {
    for (int i = 0; i < size; i++) {
      counts[ids[i]] = 0;
    }
    size = 0;
    unseenSize = 0;
    int end;
    for (int start = 0; start < cleaned.length(); start = end + 1) {
      end = cleaned.indexOf(' ', start);
      end = end < 0 ? cleaned.length() : end;
      if (end > start) {
        add(words.get(cleaned.substring(start, end), word));
      }
    }
    Arrays.sort(unseen, 0, unseenSize);
  }

  private void add(Word word) {
    if (size + word.ids.length > ids.length) {
      ids = Arrays.copyOf(ids, 2 * (size + word.ids.length));
    }
    for (int id : word.ids) {
      if (counts[id]++ == 0) {
        ids[size++] = id;
      }
    }
    if (unseenSize + word.unseen.length > unseen.length) {
      unseen = Arrays.copyOf(unseen, 2 * (unseenSize + word.unseen.length));
    }
    System.arraycopy(word.unseen, 0, unseen, unseenSize, word.unseen.length);
    unseenSize += word.unseen.length;
  }

  private Word word(String word) {
    long[] all = hashes.apply(word);
    int[] known = new int[all.length];
    long[] others = new long[all.length];
    int count = 0;
    for (int i = 0; i < all.length; i++) {
      int id = table.find(all[i]);
      if (id < 0) {
        others[i - count] = all[i];
      } else {
        known[count++] = id;
      }
    }
    return new Word(Arrays.copyOf(known, count), Arrays.copyOf(others, all.length - count));
  }

  /** The number of different features that have a number. */
  int size() {
    return size;
  }

  /** The number of the i-th of these features, in order of their first appearance. */
  int id(int i) {
    return ids[i];
  }

  /** How often the i-th of these features occurs, at least once. */
  int times(int i) {
    return counts[ids[i]];
  }

  /** The sum over the different features without a number of the squares of their frequencies. */
  double unseenSquares() {
    double squares = 0;
    for (int start = 0, end; start < unseenSize; start = end) {
      end = start + 1;
      while (end < unseenSize && unseen[end] == unseen[start]) {
        end++;
      }
      double frequency = LexicalIndexBuilder.termFrequency(end - start);
      squares += frequency * frequency;
    }
    return squares;
  }
}
