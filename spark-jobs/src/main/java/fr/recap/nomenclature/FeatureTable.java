package fr.recap.nomenclature;

import java.util.Arrays;

/** Numbers hashes of features from 0 in order of their first appearance. */
final class FeatureTable {
  private static final int ABSENT = -1;

  private long[] keys;
  private int[] slots;
  private int size;

  FeatureTable() {
    keys = new long[1 << 12];
    slots = emptySlots(1 << 13);
  }

  /** A table with these keys, numbered as they stand. */
  FeatureTable(long[] keys) {
    this.keys = keys.clone();
    size = keys.length;
    slots = emptySlots(Integer.highestOneBit(Math.max(4, size)) * 4);
    fillSlots();
  }

  /** The number of a key, or -1. */
  int find(long key) {
    for (int at = slot(key); ; at = (at + 1) & (slots.length - 1)) {
      if (slots[at] == ABSENT || keys[slots[at]] == key) {
        return slots[at];
      }
    }
  }

  /** The number of a key, a new one if it is not there. */
  int add(long key) {
    int found = find(key);
    if (found != ABSENT) {
      return found;
    }
    if (size == keys.length) {
      keys = Arrays.copyOf(keys, 2 * size);
      slots = emptySlots(4 * size);
      fillSlots();
    }
    keys[size] = key;
    put(size);
    return size++;
  }

  int size() {
    return size;
  }

  long[] keys() {
    return Arrays.copyOf(keys, size);
  }

  private void fillSlots() {
    for (int i = 0; i < size; i++) {
      put(i);
    }
  }

  private void put(int number) {
    int at = slot(keys[number]);
    while (slots[at] != ABSENT) {
      at = (at + 1) & (slots.length - 1);
    }
    slots[at] = number;
  }

  private int slot(long key) {
    return (int) ((key ^ (key >>> 32)) & (slots.length - 1));
  }

  private static int[] emptySlots(int length) {
    int[] slots = new int[length];
    Arrays.fill(slots, ABSENT);
    return slots;
  }
}
