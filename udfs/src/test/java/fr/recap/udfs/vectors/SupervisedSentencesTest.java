package fr.recap.udfs.vectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.github.jfasttext.JFastText;
import fr.recap.udfs.vectors.VectorsHeader.Kind;
import fr.recap.udfs.vectors.VectorsHeader.Loss;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * Sentence vectors of supervised models beside those of the native library, bit by bit.
 *
 * <p>JNI hands out no sentence vectors, but it predicts from them. So the output matrix is replaced
 * by one that compares: with a column of ones in the input matrix, whose mean is 1, label 2i has
 * the score {@code s (x[i] - ours[i])} and label 2i + 1 its negative, where s is a power of two so
 * large that a difference in the last bit is a score of millions. The products with s and the
 * difference of near numbers are exact. All labels are equally probable if and only if all bits are
 * the same; else one label takes it all.
 */
class SupervisedSentencesTest {
  private static final int DIMENSION = 16;
  private static final float SCALE = 0x1p60f;

  static final List<String> TEXTS =
      List.of(
          "infirmière hôpital",
          "jamais-vu",
          "l'école 2026 garage",
          "boulanger boulangerie maçon garage",
          "x".repeat(60),
          "日本 œ à n°12",
          "__label__1 garage mécanicien",
          "");

  @TempDir static Path folder;

  private static Path trained;

  @BeforeAll
  static void train() throws Exception {
    Random random = new Random(5);
    StringBuilder text = new StringBuilder();
    for (int line = 0; line < 600; line++) {
      text.append("__label__").append(line % (2 * DIMENSION + 1));
      for (int word = 0; word < 4; word++) {
        text.append(' ').append(TestModels.WORDS.get(random.nextInt(TestModels.WORDS.size())));
      }
      text.append('\n');
    }
    trained = folder.resolve("trained.bin");
    new NativeTraining(
            new TrainingArguments(
                Kind.SUPERVISED, Loss.SOFTMAX, DIMENSION, 5, 3, 1, 5, 3, 400, 2, 4, 0.2, 1),
            line -> {})
        .train(Files.writeString(folder.resolve("text"), text), trained);
  }

  @ParameterizedTest
  @FieldSource("TEXTS")
  void theyHaveTheBitsOfTheNativeLibrary(String text) throws Exception {
    float[] ours = ours(text);

    assertThat(probability(text, ours)).isCloseTo(1.0 / (2 * DIMENSION + 1), within(1e-4));
  }

  @Test
  void oneOtherBitIsSeen() throws Exception {
    float[] ours = ours(TEXTS.get(0));
    ours[7] = Math.nextUp(ours[7]);

    assertThat(probability(TEXTS.get(0), ours)).isCloseTo(1, within(1e-4));
  }

  @Test
  void withoutSubwordsAndWordNgramsTheNativeEngineGivesThem() throws Exception {
    Path model = folder.resolve("plain.bin");
    new NativeTraining(
            new TrainingArguments(
                Kind.SUPERVISED, Loss.SOFTMAX, DIMENSION, 5, 3, 1, 5, 1, 1, 0, 0, 0.2, 1),
            line -> {})
        .train(folder.resolve("text"), model);
    try (MappedVectors mapped = MappedVectors.open(model);
        NativeVectors jni = NativeVectors.open(model)) {
      for (String text : TEXTS) {
        assertThat(jni.sentence(text)).as(text).containsExactly(mapped.sentence(text));
      }
    }
  }

  /** The vector of a text, by the model with a column of ones. */
  private static float[] ours(String text) throws IOException {
    float[] zeros = new float[DIMENSION];
    float[] ours = MappedVectors.open(comparing(zeros)).sentence(text);
    assertThat(ours[DIMENSION]).as("mean of ones, which rounds for some texts").isEqualTo(1f);
    return ours;
  }

  /** How sure the native library is of its best label. */
  private static double probability(String text, float[] ours) throws IOException {
    JFastText library = new JFastText();
    library.loadModel(comparing(ours).toString());
    try {
      return Math.exp(library.predictProba(text + "\n").logProb);
    } finally {
      library.unloadModel();
    }
  }

  /** The trained model with its column of ones and an output matrix that compares with a vector. */
  private static Path comparing(float[] ours) throws IOException {
    VectorsFile file;
    try (FileChannel channel = FileChannel.open(trained, StandardOpenOption.READ)) {
      file = VectorsFile.read(trained, channel);
    }
    ByteBuffer from = ByteBuffer.wrap(Files.readAllBytes(trained)).order(ByteOrder.LITTLE_ENDIAN);
    long rows = file.input().rows() + file.output().rows();
    ByteBuffer to =
        ByteBuffer.allocate((int) (from.capacity() + rows * Float.BYTES))
            .order(ByteOrder.LITTLE_ENDIAN);
    to.put(from.slice(0, (int) file.dictionaryEnd())).putInt(8, DIMENSION + 1);
    matrixHead(to, file.input().rows());
    for (int row = 0; row < file.input().rows(); row++) {
      long start = file.input().start() + (long) row * DIMENSION * Float.BYTES;
      to.put(from.slice((int) start, DIMENSION * Float.BYTES)).putFloat(1);
    }
    matrixHead(to, file.output().rows());
    for (int label = 0; label < file.output().rows(); label++) {
      int i = label / 2;
      float scale = i == DIMENSION ? 0 : label % 2 == 0 ? SCALE : -SCALE;
      for (int column = 0; column < DIMENSION; column++) {
        to.putFloat(column == i ? scale : 0);
      }
      to.putFloat(i == DIMENSION ? 0 : -scale * ours[i]);
    }
    assertThat(to.hasRemaining()).isFalse();
    return Files.write(folder.resolve("comparing.bin"), to.array());
  }

  private static void matrixHead(ByteBuffer to, long rows) {
    to.put((byte) 0).putLong(rows).putLong(DIMENSION + 1);
  }
}
