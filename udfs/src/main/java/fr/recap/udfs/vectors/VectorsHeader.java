package fr.recap.udfs.vectors;

import java.util.Arrays;
import java.util.Optional;

/**
 * The head of a {@code .bin} file: what the model was trained with, and its sizes.
 *
 * @param formatVersion 11 or 12
 * @param dimension of the vectors
 * @param window words on each side that a word was trained to predict ({@code -ws})
 * @param epochs passes over the training text
 * @param minCount occurrences under which a word was dropped
 * @param negatives negative samples a word
 * @param wordNgrams longest n-gram of words; more than 1 only in supervised models
 * @param buckets rows that all sub-words and word n-grams share
 * @param minSubword shortest sub-word in characters
 * @param maxSubword longest sub-word in characters; 0 without sub-words
 * @param words size of the vocabulary
 * @param labels labels of a supervised model, else 0
 * @param tokens words of the training text
 */
public record VectorsHeader(
    int formatVersion,
    Kind kind,
    Loss loss,
    int dimension,
    int window,
    int epochs,
    int minCount,
    int negatives,
    int wordNgrams,
    int buckets,
    int minSubword,
    int maxSubword,
    int words,
    int labels,
    long tokens) {

  /** How a model was trained. */
  public enum Kind {
    CBOW(1, "cbow"),
    SKIPGRAM(2, "skipgram"),
    SUPERVISED(3, "supervised");

    private final int number;
    private final String command;

    Kind(int number, String command) {
      this.number = number;
      this.command = command;
    }

    static Optional<Kind> of(int number) {
      return Arrays.stream(values()).filter(kind -> kind.number == number).findFirst();
    }

    /** The name of fastText's command. */
    public String command() {
      return command;
    }
  }

  /** What the training minimised. */
  public enum Loss {
    HIERARCHICAL_SOFTMAX(1, "hs"),
    NEGATIVE_SAMPLING(2, "ns"),
    SOFTMAX(3, "softmax"),
    ONE_VERSUS_ALL(4, "ova");

    private final int number;
    private final String option;

    Loss(int number, String option) {
      this.number = number;
      this.option = option;
    }

    static Optional<Loss> of(int number) {
      return Arrays.stream(values()).filter(loss -> loss.number == number).findFirst();
    }

    /** The value of fastText's option {@code -loss}. */
    public String option() {
      return option;
    }
  }

  /** Whether unknown words get vectors from their sub-words. */
  public boolean hasSubwords() {
    return maxSubword > 0 && buckets > 0;
  }
}
