package fr.recap.udfs.vectors;

/**
 * Sub-words of words as fastText hashes them: character n-grams of the word between {@code <} and
 * {@code >}, by FNV-1a over signed bytes.
 */
final class Subwords {
  private static final int OFFSET_BASIS = 0x811C9DC5;
  private static final int PRIME = 16777619;
  private static final int CONTINUATION = 0x80;
  private static final int CONTINUATION_MASK = 0xC0;

  private Subwords() {}

  /** What takes the row of each sub-word. */
  @FunctionalInterface
  interface Rows {
    void take(int row);
  }

  static int start() {
    return OFFSET_BASIS;
  }

  /** The hash with one more byte; a byte above 127 counts as negative, as in libfasttext. */
  static int add(int hash, byte value) {
    return (hash ^ value) * PRIME;
  }

  /** Hash of the first {@code length} bytes. */
  static int hash(byte[] bytes, int length) {
    int hash = OFFSET_BASIS;
    for (int i = 0; i < length; i++) {
      hash = add(hash, bytes[i]);
    }
    return hash;
  }

  /**
   * Passes on the bucket of each sub-word, in libfasttext's order.
   *
   * @param word in UTF-8
   */
  static void forEach(byte[] word, VectorsHeader header, Rows rows) {
    if (!header.hasSubwords()) {
      return;
    }
    byte[] framed = new byte[word.length + 2];
    framed[0] = '<';
    System.arraycopy(word, 0, framed, 1, word.length);
    framed[framed.length - 1] = '>';
    for (int start = 0; start < framed.length; start++) {
      if (!isContinuation(framed[start])) {
        forEachFrom(framed, start, header, rows);
      }
    }
  }

  private static void forEachFrom(byte[] framed, int start, VectorsHeader header, Rows rows) {
    int hash = OFFSET_BASIS;
    int end = start;
    for (int n = 1; end < framed.length && n <= header.maxSubword(); n++) {
      hash = add(hash, framed[end++]);
      while (end < framed.length && isContinuation(framed[end])) {
        hash = add(hash, framed[end++]);
      }
      boolean frameAlone = n == 1 && (start == 0 || end == framed.length);
      if (n >= header.minSubword() && !frameAlone) {
        rows.take(Integer.remainderUnsigned(hash, header.buckets()));
      }
    }
  }

  private static boolean isContinuation(byte value) {
    return (value & CONTINUATION_MASK) == CONTINUATION;
  }
}
