package fr.recap.vectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.recap.config.ConfigException;
import fr.recap.config.ConfigLoader;
import fr.recap.config.RecapConfig;
import fr.recap.config.RefusedInputException;
import fr.recap.config.TableName;
import fr.recap.models.RemoteFiles;
import fr.recap.models.TestS3;
import fr.recap.postgres.TestPostgres;
import fr.recap.runtime.TestSession;
import fr.recap.udfs.vectors.MappedVectors;
import fr.recap.udfs.vectors.TrainingArguments;
import fr.recap.udfs.vectors.VectorsHeader.Kind;
import fr.recap.udfs.vectors.VectorsHeader.Loss;
import fr.recap.udfs.vectors.VectorsReduction;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trainings from a real PostgreSQL, reductions from and to a real S3 server. */
class VectorsOnServersTest {
  private static final PrintStream OUT = new PrintStream(PrintStream.nullOutputStream());

  @TempDir Path folder;

  private Map<String, String> overrides() {
    return Map.of("work-directory", "\"" + folder.resolve("work") + "\"");
  }

  private RecapConfig onS3() {
    return ConfigLoader.load(List.of(TestS3.endpoints().confFile()), overrides());
  }

  private static String object(String name) {
    return TestS3.endpoints().storeRoot() + "/" + UUID.randomUUID() + "/" + name;
  }

  private VectorsReduction.Result reduce(String input, String output, boolean force)
      throws Exception {
    return new ReduceVectors(
            onS3(), new ReduceVectors.Config(input, output, 6, Optional.empty(), 3, force), OUT)
        .execute();
  }

  @Test
  void aModelOfAStoreIsReducedToAStoreAsOneOnDisk() throws Exception {
    RemoteFiles files = new RemoteFiles(onS3().store());
    Path model = TestVectors.train(folder);
    String input = object("model.bin");
    String output = object("small.bin");
    files.upload(model, input);

    assertThat(reduce(input, output, false).to()).isEqualTo(6);
    Path small = folder.resolve("small.bin");
    reduce(model.toString(), small.toString(), false);
    files.download(output, folder.resolve("fetched.bin"));

    assertThat(Files.mismatch(folder.resolve("fetched.bin"), small)).isEqualTo(-1);
    assertThat(folder.resolve("work/scratch")).isEmptyDirectory();
    assertThatThrownBy(() -> reduce(input, output, false))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(output + " exists: give another --output, or --force");
    assertThat(reduce(input, output, true).to()).isEqualTo(6);
  }

  @Test
  void whatCannotBeReducedLeavesNoObject() throws Exception {
    RemoteFiles files = new RemoteFiles(onS3().store());
    String foreign = object("foreign.bin");
    files.upload(Files.writeString(folder.resolve("foreign"), "a 0.1 0.2\n".repeat(20)), foreign);
    String output = object("small.bin");

    assertThatThrownBy(() -> reduce(foreign, output, false))
        .isInstanceOf(RefusedInputException.class)
        .hasMessageContaining("is no fastText model");
    String absent = object("absent.bin");
    assertThatThrownBy(() -> reduce(absent, output, false))
        .isInstanceOf(ConfigException.class)
        .hasMessage("There is no file " + absent);
    assertThat(files.exists(output)).isFalse();
    assertThat(folder.resolve("work/scratch")).isEmptyDirectory();
  }

  private TrainVectors training(TableName table, List<String> columns, Optional<String> label) {
    TrainingArguments arguments =
        label.isEmpty()
            ? TestVectors.arguments()
            : new TrainingArguments(
                Kind.SUPERVISED, Loss.SOFTMAX, 8, 5, 3, 1, 5, 2, 100, 0, 0, 0.2, 1);
    return new TrainVectors(
        TestSession.get(),
        TestPostgres.config(overrides()),
        new TrainVectors.Config(
            List.of(),
            Optional.of(table),
            columns,
            label,
            TextForm.NORMALIZED,
            arguments,
            folder.resolve("model.bin"),
            true),
        OUT);
  }

  private static TableName table() {
    String schema = TestPostgres.freshSchema();
    TestPostgres.execute(
        "CREATE TABLE %s.rp (cabbi text PRIMARY KEY, profs_x text, rs_x text, profs_c text)"
            .formatted(schema));
    TestPostgres.execute(
        """
        INSERT INTO %s.rp
        SELECT i::text, 'INFIRMIÈRE', CASE WHEN i %% 2 = 0 THEN 'HÔPITAL' END, '431f'
        FROM generate_series(1, 40) i
        UNION ALL
        SELECT (100 + i)::text, 'BOULANGER', 'BOULANGERIE', CASE WHEN i <= 10 THEN '636c' END
        FROM generate_series(1, 20) i
        UNION ALL
        SELECT (200 + i)::text, NULL, NULL, '431f' FROM generate_series(1, 5) i
        """
            .formatted(schema));
    return TestPostgres.table(schema, "rp");
  }

  @Test
  void columnsOfATableAreOneTextARow() throws Exception {
    TrainVectors.Result result =
        training(table(), List.of("profs_x", "rs_x"), Optional.empty()).execute();

    // The five rows without text don't count.
    assertThat(result.texts()).isEqualTo(60);
    try (MappedVectors vectors = MappedVectors.open(folder.resolve("model.bin"))) {
      assertThat(count(vectors, "infirmiere")).isEqualTo(40);
      assertThat(count(vectors, "hopital")).isEqualTo(20);
      assertThat(count(vectors, "boulangerie")).isEqualTo(20);
    }
  }

  @Test
  void aColumnWithCodesLabelsTheRowsThatHaveOne() throws Exception {
    training(table(), List.of("profs_x"), Optional.of("profs_c")).execute();

    try (MappedVectors vectors = MappedVectors.open(folder.resolve("model.bin"))) {
      assertThat(vectors.header().labels()).isEqualTo(2);
      assertThat(count(vectors, "__label__431f")).isEqualTo(45);
      assertThat(count(vectors, "__label__636c")).isEqualTo(10);
      assertThat(count(vectors, "boulanger")).isEqualTo(10);
    }
  }

  @Test
  void whatIsNotInTheDatabaseIsNamed() {
    TableName table = table();
    assertThatThrownBy(() -> training(table, List.of("prof_x"), Optional.empty()).execute())
        .isInstanceOf(ConfigException.class)
        .hasMessageEndingWith("has no column prof_x; did you mean profs_x?");
    TableName absent = TestPostgres.table("public", "rp_absent");
    assertThatThrownBy(() -> training(absent, List.of("profs_x"), Optional.empty()).execute())
        .isInstanceOf(RefusedInputException.class)
        .hasMessageContaining("rp_absent");
    assertThat(folder.resolve("model.bin")).doesNotExist();
    assertThat(folder.resolve("work/scratch")).isEmptyDirectory();
  }

  private static long count(MappedVectors vectors, String word) {
    return vectors.vocabulary().count(vectors.vocabulary().id(word));
  }
}
