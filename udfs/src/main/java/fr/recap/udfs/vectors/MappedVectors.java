package fr.recap.udfs.vectors;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * A {@code .bin} file memory-mapped: opens at once whatever its size, and its pages are shared by
 * all JVMs of the machine. Answers the same bits as libfasttext.
 */
public final class MappedVectors implements WordVectors {
  private static final long LARGEST_WINDOW = Integer.MAX_VALUE;

  /** Multiplier of the hash of word n-grams. */
  private static final long WORD_NGRAM_PRIME = 116049371L;

  private final VectorsFile file;
  private final MappedMatrix input;
  private final MappedMatrix output;
  private final int words;

  private MappedVectors(VectorsFile file, MappedMatrix input, MappedMatrix output) {
    this.file = file;
    this.input = input;
    this.output = output;
    this.words = file.header().words();
  }

  /**
   * Maps a model.
   *
   * @throws VectorsFormatException if the file is foreign, truncated, quantised or pruned
   */
  public static MappedVectors open(Path path) throws IOException {
    return open(path, LARGEST_WINDOW);
  }

  static MappedVectors open(Path path, long windowBytes) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      VectorsFile file = VectorsFile.read(path, channel);
      return new MappedVectors(
          file,
          MappedMatrix.map(channel, file.input(), windowBytes),
          MappedMatrix.map(channel, file.output(), windowBytes));
    }
  }

  @Override
  public VectorsHeader header() {
    return file.header();
  }

  /** The words and labels. */
  public Vocabulary vocabulary() {
    return file.vocabulary();
  }

  VectorsFile file() {
    return file;
  }

  /** Rows of the words, then of the buckets. */
  MappedMatrix input() {
    return input;
  }

  /** Rows of the words, or of the labels of a supervised model. */
  MappedMatrix output() {
    return output;
  }

  @Override
  public float[] word(String word) {
    byte[] bytes = word.getBytes(StandardCharsets.UTF_8);
    return word(bytes, vocabulary().id(bytes));
  }

  /** The vector of the word with a number below {@link Vocabulary#words}. */
  float[] word(int id) {
    return word(vocabulary().bytesOf(id), id);
  }

  private float[] word(byte[] word, int id) {
    Sum sum = new Sum();
    if (id < words) {
      addWord(sum, word, id);
    }
    return sum.mean();
  }

  private void addWord(Sum sum, byte[] word, int id) {
    if (id >= 0) {
      sum.add(id);
    }
    if (!isEndOfLine(word)) {
      Subwords.forEach(word, header(), bucket -> sum.add(words + bucket));
    }
  }

  private static boolean isEndOfLine(byte[] word) {
    return word.length == 4 && word[0] == '<' && word[1] == '/' && word[2] == 's' && word[3] == '>';
  }

  @Override
  public float[] sentence(String text) {
    return header().kind() == VectorsHeader.Kind.SUPERVISED
        ? supervisedSentence(text)
        : SentenceMean.of(Tokens.ofLine(text), header().dimension(), this::word);
  }

  private float[] supervisedSentence(String text) {
    Sum sum = new Sum();
    List<Integer> hashes = new ArrayList<>();
    for (byte[] token : Tokens.ofSupervisedLine(text)) {
      int id = vocabulary().id(token);
      if (id >= words || (id < 0 && isLabel(token))) {
        continue;
      }
      addWord(sum, token, id);
      hashes.add(Subwords.hash(token, token.length));
    }
    addWordNgrams(sum, hashes);
    return sum.mean();
  }

  private void addWordNgrams(Sum sum, List<Integer> hashes) {
    if (header().buckets() == 0) {
      return;
    }
    for (int i = 0; i < hashes.size(); i++) {
      // Sign-extended on purpose: libfasttext keeps these hashes in signed integers.
      long hash = hashes.get(i);
      int end = Math.min(hashes.size(), i + header().wordNgrams());
      for (int j = i + 1; j < end; j++) {
        hash = hash * WORD_NGRAM_PRIME + hashes.get(j);
        sum.add(words + Long.remainderUnsigned(hash, header().buckets()));
      }
    }
  }

  private static boolean isLabel(byte[] token) {
    return new String(token, StandardCharsets.UTF_8).startsWith(NativeTraining.LABEL_PREFIX);
  }

  @Override
  public void close() {
    // A mapping can't be undone safely while other threads may read it.
  }

  /** Rows that are summed up in the order in which they come. */
  private final class Sum {
    private final float[] sum = new float[input.columns()];
    private final float[] row = new float[input.columns()];
    private int count;

    void add(long position) {
      input.read(position, row, 0);
      FloatMath.add(sum, row);
      count++;
    }

    float[] mean() {
      if (count > 0) {
        FloatMath.divide(sum, count);
      }
      return sum;
    }
  }
}
