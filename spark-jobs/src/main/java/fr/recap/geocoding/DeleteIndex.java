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
  private static final int BUCKET_BITS = 16;
  private static final int BUCKETS = 1 << BUCKET_BITS;
  private static final long ID_MASK = (1L << ID_BITS) - 1;

  /** Upper bits of the hash of what is left, then the key's number; sorted. */
  private final long[] entries;

  /** Where the entries of each value of the hash's first 16 bits begin; the end is the last. */
  private final int[] starts = new int[BUCKETS + 1];

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
    int at = 0;
    for (int bucket = 0; bucket <= BUCKETS; bucket++) {
      while (at < entries.length && bucket(entries[at]) < bucket) {
        at++;
      }
      starts[bucket] = at;
    }
  }

  /** Grows with the entry, as the sorted order does. */
  private static int bucket(long entry) {
    return (int) (entry >> (Long.SIZE - BUCKET_BITS)) + BUCKETS / 2;
  }

  /** Numbers of the keys that may have at most two errors; some come twice, some have more. */
  void candidates(String text, IntConsumer action) {
    for (long hash : deletes(text)) {
      long wanted = hash & ~ID_MASK;
      int bucket = bucket(wanted);
      for (int i = starts[bucket]; i < starts[bucket + 1]; i++) {
        if ((entries[i] & ~ID_MASK) == wanted) {
          action.accept((int) (entries[i] & ID_MASK));
        }
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
