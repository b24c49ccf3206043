package fr.recap.geocoding;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * Finds the keys that differ from a text by few typing errors: two texts with at most two errors
 * share a text that is left when up to two characters of each are deleted. Only the first
 * characters are indexed, so that the index stays small and long texts are cheap.
 */
final class DeleteIndex {
  private static final int PREFIX = 9;
  private static final int ID_BITS = 17;
  private static final long ID_MASK = (1L << ID_BITS) - 1;

  /** Upper bits of the hash of what is left, then the key's number; sorted. */
  private final long[] entries;

  /**
   * @param keys at most 131,072
   */
  DeleteIndex(List<String> keys) {
    if (keys.size() > ID_MASK) {
      throw new IllegalArgumentException(
          "At most %d names can be indexed, cannot be: %d".formatted(ID_MASK, keys.size()));
    }
    long[] found = new long[1 << 16];
    int size = 0;
    for (int id = 0; id < keys.size(); id++) {
      for (long hash : deletes(keys.get(id))) {
        if (size == found.length) {
          found = Arrays.copyOf(found, 2 * size);
        }
        found[size++] = (hash & ~ID_MASK) | id;
      }
    }
    entries = Arrays.copyOf(found, size);
    Arrays.sort(entries);
  }

  /** Numbers of the keys that may have at most two errors; some come twice, some have more. */
  void candidates(String text, IntConsumer action) {
    for (long hash : deletes(text)) {
      long wanted = hash & ~ID_MASK;
      int at = Arrays.binarySearch(entries, wanted);
      for (int i = at < 0 ? -at - 1 : at;
          i < entries.length && (entries[i] & ~ID_MASK) == wanted;
          i++) {
        action.accept((int) (entries[i] & ID_MASK));
      }
    }
  }

  private static long[] deletes(String text) {
    String head = text.length() <= PREFIX ? text : text.substring(0, PREFIX);
    int length = head.length();
    long[] hashes = new long[1 + length + length * (length - 1) / 2];
    int size = 0;
    hashes[size++] = hash(head, -1, -1);
    for (int i = 0; i < length; i++) {
      hashes[size++] = hash(head, i, -1);
      for (int j = i + 1; j < length; j++) {
        hashes[size++] = hash(head, i, j);
      }
    }
    return hashes;
  }

  private static long hash(String text, int without, int alsoWithout) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < text.length(); i++) {
      if (i != without && i != alsoWithout) {
        hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
      }
    }
    return hash ^ (hash << 23) ^ (hash >>> 11);
  }
}
