package fr.recap.udfs.vectors;

import com.github.jfasttext.FastTextWrapper;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Set;
import org.bytedeco.javacpp.BytePointer;

/**
 * The native library (jfasttext), which holds a model's matrices in memory of its own, outside the
 * heap and once a JVM. For those who must use it; {@link MappedVectors} gives the same bits.
 *
 * <p>Native code ends the JVM where it meets what it can't use, so that the file is checked before
 * it is loaded. Sentence vectors of supervised models are refused, unless the model has neither
 * sub-words nor word n-grams: through JNI the library gives vectors of words and predictions, but
 * neither those vectors nor the rows that they are the mean of.
 */
public final class NativeVectors implements WordVectors {
  static {
    // javacpp refuses all allocations once the process holds more than four times the largest heap,
    // which every large model does; it reads this when its first class is loaded.
    if (System.getProperty("org.bytedeco.javacpp.maxPhysicalBytes") == null) {
      System.setProperty("org.bytedeco.javacpp.maxPhysicalBytes", "0");
    }
  }

  private final VectorsHeader header;
  private final FastTextWrapper.FastTextApi api;
  private final Set<String> labels = new HashSet<>();

  private NativeVectors(VectorsFile file, FastTextWrapper.FastTextApi api) {
    this.header = file.header();
    this.api = api;
    for (int i = 0; i < header.labels(); i++) {
      labels.add(file.vocabulary().word(header.words() + i));
    }
  }

  /**
   * Loads a model into native memory, which takes as long as reading the file.
   *
   * @throws VectorsFormatException if the file is foreign, truncated, quantised or pruned
   */
  public static NativeVectors open(Path path) throws IOException {
    VectorsFile file;
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      file = VectorsFile.read(path, channel);
    }
    FastTextWrapper.FastTextApi api = new FastTextWrapper.FastTextApi();
    try (BytePointer name = utf8(path.toString())) {
      api.loadModel(name);
    }
    return new NativeVectors(file, api);
  }

  @Override
  public VectorsHeader header() {
    return header;
  }

  @Override
  public float[] word(String word) {
    float[] vector = new float[header.dimension()];
    if (labels.contains(word)) {
      return vector;
    }
    try (BytePointer text = utf8(word);
        FastTextWrapper.RealVector found = api.getVector(text)) {
      for (int i = 0; i < vector.length; i++) {
        vector[i] = found.get(i);
      }
    }
    return vector;
  }

  /**
   * The vector of a text.
   *
   * @throws UnsupportedOperationException for a supervised model with sub-words or word n-grams
   */
  @Override
  public float[] sentence(String text) {
    if (header.kind() != VectorsHeader.Kind.SUPERVISED) {
      return SentenceMean.of(Tokens.ofLine(text), header.dimension(), this::word);
    }
    if (header.hasSubwords() || header.wordNgrams() > 1) {
      throw new UnsupportedOperationException(
          "The native library doesn't hand out sentence vectors of supervised models with sub-words"
              + " or word n-grams: set fasttext.engine = mmap");
    }
    float[] sum = new float[header.dimension()];
    int count = 0;
    for (byte[] token : Tokens.ofSupervisedLine(text)) {
      // Without sub-words the vector of a known word is its one row, and that of others is zero.
      float[] row = word(new String(token, StandardCharsets.UTF_8));
      if (FloatMath.norm(row) > 0) {
        FloatMath.add(sum, row);
        count++;
      }
    }
    if (count > 0) {
      FloatMath.divide(sum, count);
    }
    return sum;
  }

  private static BytePointer utf8(String text) {
    return new BytePointer(text, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    api.unloadModel();
    api.close();
  }
}
