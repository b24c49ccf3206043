package fr.recap.udfs.vectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.recap.udfs.vectors.VectorsHeader.Kind;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are no usable model. */
class VectorsFormatTest {
  private static final int DIMENSION_AT = 8;
  private static final int LOSS_AT = 32;

  @TempDir static Path folder;

  private static Path model() throws Exception {
    return TestModels.train(folder, TestModels.arguments(Kind.SKIPGRAM, 4));
  }

  private static Path copy(byte[] bytes) throws Exception {
    return Files.write(folder.resolve("copy.bin"), bytes);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.0001, 0.001, 0.01, 0.3, 0.6, 0.9, 0.9999})
  void aTruncatedFileSaysHowMuchIsMissing(double share) throws Exception {
    byte[] whole = Files.readAllBytes(model());
    Path cut = copy(Arrays.copyOf(whole, (int) (whole.length * share)));

    assertThatThrownBy(() -> MappedVectors.open(cut))
        .isInstanceOf(VectorsFormatException.class)
        .hasMessageContaining("is truncated: it has")
        .hasMessageContaining("copy or download it again");
  }

  @Test
  void bytesBehindTheModelAreRefused() throws Exception {
    byte[] whole = Files.readAllBytes(model());
    Path longer = copy(Arrays.copyOf(whole, whole.length + 3));

    assertThatThrownBy(() -> MappedVectors.open(longer))
        .isInstanceOf(VectorsFormatException.class)
        .hasMessageContaining("3 bytes after the end of the model");
  }

  @Test
  void aForeignFileIsNamedAsSuch() throws Exception {
    Path text =
        copy("2000000 300\nde 0.0842 -0.0388\n".repeat(10).getBytes(StandardCharsets.UTF_8));

    assertThatThrownBy(() -> MappedVectors.open(text))
        .isInstanceOf(VectorsFormatException.class)
        .hasMessageContaining("is no fastText model")
        .hasMessageContaining(".vec");
  }

  @Test
  void anotherVersionAndADamagedHeadAreRefused() throws Exception {
    byte[] bytes = Files.readAllBytes(model());
    ByteBuffer head = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    head.putInt(4, 13);
    assertThatThrownBy(() -> MappedVectors.open(copy(bytes)))
        .hasMessageContaining("fastText format 13, only 11 and 12");
    head.putInt(4, 12);
    int dimension = head.getInt(DIMENSION_AT);
    head.putInt(DIMENSION_AT, Integer.MAX_VALUE);
    assertThatThrownBy(() -> MappedVectors.open(copy(bytes)))
        .hasMessageContaining("its head makes no sense");
    head.putInt(DIMENSION_AT, dimension);
    head.putInt(LOSS_AT, 77);
    assertThatThrownBy(() -> MappedVectors.open(copy(bytes)))
        .hasMessageContaining("its head makes no sense");
  }

  @Test
  void quantisedAndPrunedModelsSayWhatToGiveInstead() throws Exception {
    Path text = TestModels.text(folder, Kind.SUPERVISED);
    Path model = TestModels.train(folder, TestModels.arguments(Kind.SUPERVISED, 4));
    String base = model.toString().replace(".bin", "");
    NativeProgram.jfasttext("", "quantize", "-input", text.toString(), "-output", base);
    assertThatThrownBy(() -> MappedVectors.open(Path.of(base + ".ftz")))
        .isInstanceOf(VectorsFormatException.class)
        .hasMessageContaining("is quantised (.ftz): give the .bin file");

    NativeProgram.jfasttext(
        "", "quantize", "-input", text.toString(), "-output", base, "-cutoff", "300");
    assertThatThrownBy(() -> MappedVectors.open(Path.of(base + ".ftz")))
        .isInstanceOf(VectorsFormatException.class)
        .hasMessageContaining("is pruned (quantize -cutoff): give the .bin file");
    assertThatThrownBy(() -> NativeVectors.open(Path.of(base + ".ftz")))
        .isInstanceOf(VectorsFormatException.class);
  }

  @Test
  void aModelIsOpenedOnceAJvm() throws Exception {
    Path model = model();
    WordVectors first = LoadedVectors.get(model, VectorsEngine.MMAP);

    assertThat(LoadedVectors.get(model, VectorsEngine.MMAP)).isSameAs(first);
    assertThat(LoadedVectors.get(model, VectorsEngine.JNI)).isInstanceOf(NativeVectors.class);
    assertThatThrownBy(() -> VectorsEngine.of("gpu")).hasMessageContaining("mmap or jni");
  }
}
