package fr.recap.vectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.recap.config.ConfigException;
import fr.recap.config.ConfigLoader;
import fr.recap.config.RecapConfig;
import fr.recap.config.RefusedInputException;
import fr.recap.runtime.TestSession;
import fr.recap.udfs.vectors.MappedVectors;
import fr.recap.udfs.vectors.VectorsReduction;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VectorJobsTest {
  @TempDir Path folder;

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
  private RecapConfig config;

  @BeforeEach
  void configure() {
    config =
        ConfigLoader.load(
            List.of(),
            Map.of(
                "work-directory", "\"" + folder.resolve("work") + "\"",
                "store.root", "\"" + folder.resolve("store").toUri() + "\""));
  }

  private ReduceVectors reduction(String input, String output, int dimension, boolean force) {
    return new ReduceVectors(
        config,
        new ReduceVectors.Config(input, output, dimension, Optional.empty(), 3, force),
        out);
  }

  private TrainVectors training(Path text, Path output) {
    return new TrainVectors(
        TestSession.get(),
        config,
        new TrainVectors.Config(
            List.of(text.toString()),
            Optional.empty(),
            List.of(),
            Optional.empty(),
            TextForm.NORMALIZED,
            TestVectors.arguments(),
            output,
            false),
        out);
  }

  @Test
  void filesTrainTheSameModelWhateverTheOrderOfTheirLines() throws Exception {
    String lines = "INFIRMIÈRE à l'hôpital\nboulanger, boulangerie\nMAÇON\n";
    Path text = Files.writeString(folder.resolve("a.txt"), lines.repeat(20));
    Path other =
        Files.writeString(
            folder.resolve("b.txt"),
            "boulanger, boulangerie\n".repeat(20) + "MAÇON\nINFIRMIÈRE à l'hôpital\n\n".repeat(20));
    TrainVectors.Result result = training(text, folder.resolve("a.bin")).execute();
    training(other, folder.resolve("b.bin")).execute();

    assertThat(result.texts()).isEqualTo(60);
    assertThat(result.header().dimension()).isEqualTo(TestVectors.DIMENSION);
    assertThat(Files.mismatch(folder.resolve("a.bin"), folder.resolve("b.bin"))).isEqualTo(-1);
    try (MappedVectors vectors = MappedVectors.open(folder.resolve("a.bin"))) {
      assertThat(vectors.vocabulary().id("infirmiere")).isNotNegative();
      assertThat(vectors.vocabulary().count(vectors.vocabulary().id("hopital"))).isEqualTo(20);
    }
    assertThatThrownBy(() -> training(text, folder.resolve("a.bin")).execute())
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("--force");
  }

  @Test
  void textsThatCannotTrainAreRefused() throws Exception {
    Path text = Files.writeString(folder.resolve("a.txt"), "boulanger\n");

    assertThatThrownBy(() -> training(text, folder.resolve("a.bin")).execute())
        .isInstanceOf(RefusedInputException.class)
        .hasMessageContaining("fewer than two words");
    Path absent = folder.resolve("absent.txt");
    assertThatThrownBy(() -> training(absent, folder.resolve("a.bin")).execute())
        .isInstanceOf(RefusedInputException.class)
        .hasMessageContaining("absent.txt");
    assertThat(folder.resolve("a.bin")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.txt", "a.txt.gz"})
  void textsOfAnotherEncodingAreRefusedWithTheirLine(String name) throws Exception {
    Path text = folder.resolve(name);
    try (OutputStream plain = Files.newOutputStream(text);
        OutputStream stream = name.endsWith(".gz") ? new GZIPOutputStream(plain) : plain) {
      stream.write(
          ("boulanger boulangerie\n".repeat(20) + "MA\u00c7ON\n")
              .getBytes(StandardCharsets.ISO_8859_1));
    }
    assertThatThrownBy(() -> training(text, folder.resolve("a.bin")).execute())
        .isInstanceOf(RefusedInputException.class)
        .hasMessageContaining(name + ", line 21: byte 0xC7");
    assertThat(folder.resolve("a.bin")).doesNotExist();

    Path honest = Files.writeString(folder.resolve("b.txt"), "a \uFFFD b c d\n".repeat(20));
    assertThat(training(honest, folder.resolve("b.bin")).execute().texts()).isEqualTo(20);
  }

  @Test
  void labelsKeepTheirNames() {
    assertThat(TextForm.NORMALIZED.of("__label__431F Infirmière (D.E.)", true))
        .isEqualTo("__label__431F infirmiere d e");
    assertThat(TextForm.RAW.of("Été", false)).isEqualTo("Été");
    assertThat(TextForm.LOWER.of("ÉTÉ", false)).isEqualTo("été");
  }

  @Test
  void aReductionWarnsOfADimensionThatTheHeadsDoNotDivide() throws Exception {
    Path model = TestVectors.train(folder);
    Path output = folder.resolve("small.bin");
    VectorsReduction.Result result =
        reduction(model.toString(), output.toString(), 7, false).execute();

    assertThat(result.to()).isEqualTo(7);
    assertThat(printed.toString(StandardCharsets.UTF_8))
        .contains(
            "Warning: 7 dimensions can't be divided among the encoder's 3 heads; take 6 or 9");
    assertThatThrownBy(() -> reduction(model.toString(), output.toString(), 6, false).execute())
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("exists: give another --output, or --force");
    assertThat(reduction(model.toString(), output.toString(), 6, true).execute().to()).isEqualTo(6);
  }

  @Test
  void whatCannotBeReducedLeavesNothing() throws Exception {
    Path model = TestVectors.train(folder);
    Path output = folder.resolve("small.bin");
    assertThatThrownBy(() -> reduction(model.toString(), output.toString(), 50, false).execute())
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("has 12 dimensions");
    Path foreign = Files.writeString(folder.resolve("foreign.bin"), "a 0.1 0.2\n".repeat(20));
    assertThatThrownBy(() -> reduction(foreign.toString(), output.toString(), 6, false).execute())
        .isInstanceOf(RefusedInputException.class)
        .hasMessageContaining("is no fastText model");
    assertThat(output).doesNotExist();
    assertThat(folder.resolve("small.bin.part")).doesNotExist();
  }

  @Test
  void neighboursAreThoseOfThePublishedVersion() throws Exception {
    new PublishVectors(config, TestVectors.train(folder).toString()).execute();
    VectorsInfo info = VectorsInfo.open(config, Optional.empty());

    assertThat(info.neighbours("boulanger", 3)).hasSize(3);
    assertThat(info.nearest("inconnu", 2)).startsWith("inconnu (unknown): ");
    assertThat(VectorsInfo.of(info.header())).startsWith("skipgram, 12 dimensions, 8 words");
  }
}
