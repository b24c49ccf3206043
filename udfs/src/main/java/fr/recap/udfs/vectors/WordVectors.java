package fr.recap.udfs.vectors;

/**
 * Vectors of words and texts out of one fastText model. Safe to share between threads.
 *
 * <p>Words are taken as they are: nothing is lowered, folded or stemmed. A label of a supervised
 * model is no word; its vector is zero.
 */
public interface WordVectors extends AutoCloseable {

  /** What the model's file says of itself. */
  VectorsHeader header();

  /**
   * The vector of a word: the mean of its own row, if the vocabulary has it, and those of its
   * sub-words.
   *
   * @return a new array of {@link VectorsHeader#dimension} values; zeros if the word is unknown and
   *     the model has no sub-words
   */
  float[] word(String word);

  /**
   * The vector of a text, up to its first line break, as libfasttext's {@code
   * print-sentence-vectors} gives it: for skip-gram and cbow the mean of the words' vectors, each
   * divided by its norm; for supervised models the mean of the rows of all words, sub-words, word
   * n-grams and of the end of the line.
   *
   * @return a new array of {@link VectorsHeader#dimension} values; zeros for an empty text
   */
  float[] sentence(String text);

  /** Releases native memory; mapped files are released by the garbage collector. */
  @Override
  void close();
}
