package fr.recap.nomenclature;

import fr.recap.udfs.text.TextMemo;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The original's trigram correction: the share of a text's trigrams that the label of each leaf has
 * too, as a multiset.
 */
final class LabelTrigrams {
  /** Words; each takes a number a leaf. */
  private static final int REMEMBERED = 1 << 14;

  private final FeatureTable trigrams;

  /** [trigram], pairs of leaf and count. */
  private final int[][] leaves;

  private final int leafCount;
  private final TextMemo<Word> words = new TextMemo<>(REMEMBERED);
  private final Function<String, Word> compute = this::compute;

  /** What a word has in common with the labels. */
  private static final class Word {
    /** Number of its trigrams. */
    private int total;

    /** Those that any label has, each once, and how often the word has them. */
    private int[] trigrams = new int[0];

    private int[] times = new int[0];

    /** Trigrams in common with the label of each leaf. */
    private final short[] common;

    Word(int leaves) {
      common = new short[leaves];
    }
  }

  /**
   * @param labels cleaned label of each leaf
   */
  LabelTrigrams(List<String> labels) {
    leafCount = labels.size();
    TreeMap<Long, List<Integer>> pairs = new TreeMap<>();
    for (int leaf = 0; leaf < labels.size(); leaf++) {
      long[] sorted = TextFeatures.trigrams(labels.get(leaf));
      for (int start = 0, end; start < sorted.length; start = end) {
        end = LexicalIndexBuilder.endOfRun(sorted, start);
        List<Integer> ofTrigram = pairs.computeIfAbsent(sorted[start], absent -> new ArrayList<>());
        ofTrigram.add(leaf);
        ofTrigram.add(end - start);
      }
    }
    trigrams = new FeatureTable(pairs.keySet().stream().mapToLong(Long::longValue).toArray());
    leaves =
        pairs.values().stream()
            .map(list -> list.stream().mapToInt(Integer::intValue).toArray())
            .toArray(int[][]::new);
  }

  private Word compute(String text) {
    long[] sorted = TextFeatures.trigrams(text);
    Word word = new Word(leafCount);
    word.total = sorted.length;
    word.trigrams = new int[sorted.length];
    word.times = new int[sorted.length];
    int size = 0;
    for (int start = 0, end; start < sorted.length; start = end) {
      end = LexicalIndexBuilder.endOfRun(sorted, start);
      int trigram = trigrams.find(sorted[start]);
      if (trigram >= 0) {
        word.trigrams[size] = trigram;
        word.times[size++] = end - start;
        add(trigram, 0, end - start, 0, word.common);
      }
    }
    word.trigrams = Arrays.copyOf(word.trigrams, size);
    word.times = Arrays.copyOf(word.times, size);
    return word;
  }

  /**
   * Adds what more of a trigram means for the labels that have it, less what was counted for that.
   *
   * @param before how often the text has it so far
   * @param more how often it comes
   * @param counted how many were counted as in common already
   */
  private void add(int trigram, int before, int more, int counted, short[] common) {
    int[] found = leaves[trigram];
    for (int at = 0; at < found.length; at += 2) {
      int inLabel = found[at + 1];
      common[found[at]] +=
          (short)
              (Math.min(before + more, inLabel)
                  - Math.min(before, inLabel)
                  - Math.min(counted, inLabel));
    }
  }

  /** Prepares for a cleaned word that forms are likely to have. */
  void expect(String word) {
    words.get(word, compute);
  }

  /** What a thread computes shares with. */
  Shares shares() {
    return new Shares();
  }

  /** Shares of one text after the other, of one thread. */
  final class Shares {
    /** Of each trigram; all 0 between two texts. */
    private final int[] counts = new int[leaves.length];

    /** Trigrams in common with the label of each leaf. */
    private final short[] sums = new short[leafCount];

    private final List<Word> ofText = new ArrayList<>();

    /**
     * The share of each leaf.
     *
     * @param shares overwritten, in [0, 1], all 0 for no text
     */
    void of(String cleaned, float[] shares) {
      Arrays.fill(sums, (short) 0);
      int total = 0;
      int end;
      for (int start = 0; cleaned != null && start < cleaned.length(); start = end + 1) {
        end = cleaned.indexOf(' ', start);
        end = end < 0 ? cleaned.length() : end;
        Word word = words.get(cleaned.substring(start, end), compute);
        ofText.add(word);
        total += word.total;
        add(word);
      }
      float one = 1f / Math.max(1, total);
      for (int leaf = 0; leaf < shares.length; leaf++) {
        shares[leaf] = one * sums[leaf];
      }
      clear();
    }

    private void add(Word word) {
      short[] common = word.common;
      for (int leaf = 0; leaf < sums.length; leaf++) {
        sums[leaf] += common[leaf];
      }
      for (int i = 0; i < word.trigrams.length; i++) {
        int trigram = word.trigrams[i];
        int more = word.times[i];
        if (counts[trigram] > 0) {
          // Another word has it too, and labels have it only so often.
          LabelTrigrams.this.add(trigram, counts[trigram], more, more, sums);
        }
        counts[trigram] += more;
      }
    }

    private void clear() {
      for (Word word : ofText) {
        for (int trigram : word.trigrams) {
          counts[trigram] = 0;
        }
      }
      ofText.clear();
    }
  }
}
