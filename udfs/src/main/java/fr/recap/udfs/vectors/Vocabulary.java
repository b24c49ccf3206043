package fr.recap.udfs.vectors;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Words and labels of a model with their numbers. The words stay in the mapped file; the heap holds
 * their places and a hash table, 12 to 20 bytes a word.
 */
public final class Vocabulary {
  /** Count of 8 bytes and kind of one, behind each word and its closing zero. */
  private static final int ENTRY_TAIL = 9;

  private static final int NONE = -1;

  private final ByteBuffer entries;
  private final int[] starts;
  private final int[] table;
  private final int words;
  private final int bytes;

  private Vocabulary(ByteBuffer entries, int[] starts, int[] table, int words, int bytes) {
    this.entries = entries;
    this.starts = starts;
    this.table = table;
    this.words = words;
    this.bytes = bytes;
  }

  /**
   * Maps and numbers the entries.
   *
   * @param size words and labels
   */
  static Vocabulary read(Path path, FileChannel channel, long at, int words, int size)
      throws IOException {
    long length = Math.min(Integer.MAX_VALUE, channel.size() - at);
    ByteBuffer entries =
        channel.map(FileChannel.MapMode.READ_ONLY, at, length).order(ByteOrder.LITTLE_ENDIAN);
    // Every entry has at least ten bytes, so that a damaged head can't ask for all the memory.
    if ((long) size * (ENTRY_TAIL + 1) > length) {
      throw VectorsFile.truncated(path, channel, at + (long) size * (ENTRY_TAIL + 1));
    }
    int[] starts = new int[size];
    int[] table = new int[Integer.highestOneBit(Math.max(2, size)) << 2];
    Arrays.fill(table, NONE);
    int mask = table.length - 1;
    int position = 0;
    try {
      for (int id = 0; id < size; id++) {
        starts[id] = position;
        int hash = Subwords.start();
        for (byte b = entries.get(position++); b != 0; b = entries.get(position++)) {
          hash = Subwords.add(hash, b);
        }
        int slot = hash & mask;
        while (table[slot] != NONE) {
          slot = (slot + 1) & mask;
        }
        table[slot] = id;
        position += ENTRY_TAIL;
      }
    } catch (IndexOutOfBoundsException e) {
      throw VectorsFile.truncated(path, channel, at + length + 1);
    }
    return new Vocabulary(entries, starts, table, words, position);
  }

  /** Number of words; their numbers are 0 to this, the most frequent first. */
  public int words() {
    return words;
  }

  /** Number of labels; their numbers follow those of the words. */
  public int labels() {
    return starts.length - words;
  }

  /** The word or label of a number. */
  public String word(int id) {
    return new String(bytesOf(id), StandardCharsets.UTF_8);
  }

  /** How often the training text had it. */
  public long count(int id) {
    return entries.getLong(starts[id] + lengthOf(id) + 1);
  }

  /** The number of a word or label, or -1. */
  public int id(String word) {
    return id(word.getBytes(StandardCharsets.UTF_8));
  }

  int id(byte[] word) {
    int mask = table.length - 1;
    int slot = Subwords.hash(word, word.length) & mask;
    while (table[slot] != NONE && !matches(table[slot], word)) {
      slot = (slot + 1) & mask;
    }
    return table[slot];
  }

  byte[] bytesOf(int id) {
    byte[] word = new byte[lengthOf(id)];
    entries.get(starts[id], word);
    return word;
  }

  /** Bytes of all entries in the file. */
  int bytes() {
    return bytes;
  }

  private int lengthOf(int id) {
    int end = id + 1 < starts.length ? starts[id + 1] : bytes;
    return end - starts[id] - ENTRY_TAIL - 1;
  }

  private boolean matches(int id, byte[] word) {
    if (lengthOf(id) != word.length) {
      return false;
    }
    int start = starts[id];
    for (int i = 0; i < word.length; i++) {
      if (entries.get(start + i) != word[i]) {
        return false;
      }
    }
    return true;
  }
}
