package fr.recap.register;

import fr.recap.udfs.text.StopWords;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.util.BytesRef;

/**
 * What a word of an employer's name may stand for in the names of the register: itself and, where
 * few or none have it, words that are spelt alike, that it begins, or that it was glued of. Used by
 * one thread.
 */
final class Spellings {
  /** Establishments up to which a word may as well be another one that was misspelt. */
  private static final int RARE = 3;

  private static final int SHORTEST_PART = 3;
  private static final int SHORTEST_PREFIX = 4;
  private static final int ALIKE = 5;
  private static final int BEGUN = 4;
  private static final int LOOKED_AT = 60;
  private static final int REMEMBERED = 20_000;
  private static final double OF_BEGUN = 0.6;
  private static final double OF_GLUED = 0.8;

  private final RegisterIndex index;
  private final Map<String, List<Spelling>> remembered =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, List<Spelling>> eldest) {
          return size() > REMEMBERED;
        }
      };

  /**
   * A way to read a word.
   *
   * @param words one, or several that all belong to it
   * @param weight up to 1, of the word itself
   */
  record Spelling(List<String> words, double weight) {}

  Spellings(RegisterIndex index) {
    this.index = index;
  }

  /** All ways to read a word, itself first. */
  List<Spelling> of(String word) {
    return remembered.computeIfAbsent(word, this::read);
  }

  private List<Spelling> read(String word) {
    List<Spelling> spellings = new ArrayList<>();
    spellings.add(new Spelling(List.of(word), 1));
    int frequency = index.frequency(IndexFields.NAME, word);
    if (frequency > RARE) {
      return spellings;
    }
    try {
      for (WordIndex.Alike alike : index.words().alike(word, ALIKE)) {
        spellings.add(new Spelling(List.of(alike.word()), alike.likeness() * alike.likeness()));
      }
      if (frequency == 0) {
        begun(word).forEach(w -> spellings.add(new Spelling(List.of(w), OF_BEGUN)));
        List<String> glued = glued(word);
        if (!glued.isEmpty()) {
          spellings.add(new Spelling(glued, OF_GLUED));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return spellings;
  }

  /** The most frequent words that begin with one. */
  private List<String> begun(String word) throws IOException {
    LeafReader leaf = RegisterIndex.leaf(index.register());
    if (word.length() < SHORTEST_PREFIX || leaf == null) {
      return List.of();
    }
    record Frequent(String word, int frequency) {}
    List<Frequent> found = new ArrayList<>();
    TermsEnum terms = leaf.terms(IndexFields.NAME).iterator();
    if (terms.seekCeil(new BytesRef(word)) == TermsEnum.SeekStatus.END) {
      return List.of();
    }
    for (int i = 0; i < LOOKED_AT; i++) {
      String other = terms.term().utf8ToString();
      if (!other.startsWith(word)) {
        break;
      }
      found.add(new Frequent(other, terms.docFreq()));
      if (terms.next() == null) {
        break;
      }
    }
    return found.stream()
        .sorted(
            Comparator.comparingInt(Frequent::frequency).reversed().thenComparing(Frequent::word))
        .limit(BEGUN)
        .map(Frequent::word)
        .toList();
  }

  /**
   * The words that one was glued of, without stop words: of several ways, that of the most frequent
   * rarer word.
   */
  private List<String> glued(String word) {
    List<String> best = List.of();
    int most = 0;
    for (int cut = 1; cut <= word.length() - SHORTEST_PART; cut++) {
      String first = word.substring(0, cut);
      String second = word.substring(cut);
      boolean article = StopWords.contains(first);
      if (!article && cut > 1 && cut < SHORTEST_PART) {
        continue;
      }
      int frequency = index.frequency(IndexFields.NAME, second);
      frequency =
          article ? frequency : Math.min(frequency, index.frequency(IndexFields.NAME, first));
      if (frequency > most) {
        most = frequency;
        best = article ? List.of(second) : List.of(first, second);
      }
    }
    return best;
  }
}
