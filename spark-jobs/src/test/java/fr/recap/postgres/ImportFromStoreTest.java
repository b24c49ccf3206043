package fr.recap.postgres;

import static fr.recap.postgres.TestPostgres.query;
import static fr.recap.postgres.TestPostgres.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.recap.config.ImportMode;
import fr.recap.config.RecapConfig;
import fr.recap.config.RefusedInputException;
import fr.recap.config.TableName;
import fr.recap.models.RemoteFiles;
import fr.recap.models.TestS3;
import fr.recap.postgres.ImportTable.Config;
import fr.recap.postgres.ImportTable.Result;
import fr.recap.runtime.TestSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Imports from a real S3 server, by the settings and secrets of the store. */
class ImportFromStoreTest {
  private final SparkSession spark = TestSession.get();
  @TempDir private Path dir;

  @Test
  void csvAndParquetAreReadFromTheStore_andADeliveryIsKnownThere() throws IOException {
    String schema = TestPostgres.freshSchema();
    RecapConfig config = settings(schema);
    RemoteFiles store = new RemoteFiles(config.store());
    String folder = TestS3.endpoints().storeRoot() + "/" + UUID.randomUUID();
    store.upload(Files.writeString(dir.resolve("a"), "k,v\na,1\n"), folder + "/csv/a.csv");
    store.upload(Files.writeString(dir.resolve("b"), "k,v\nb,2\n"), folder + "/csv/b.csv");
    spark
        .sql("SELECT 'c' AS k, 3 AS v")
        .coalesce(1)
        .write()
        .parquet(dir.resolve("parquet").toString());
    try (Stream<Path> files = Files.list(dir.resolve("parquet"))) {
      Path part = files.filter(file -> file.toString().endsWith(".parquet")).findFirst().get();
      store.upload(part, folder + "/parquet/c.parquet");
    }

    TableName target = table(schema, "stored");
    Result csv = execute(config, target, folder + "/csv/*.csv");
    assertThat(csv.rowsWritten()).isEqualTo(2);
    Result parquet = execute(config, target, folder + "/parquet/c.parquet");
    assertThat(parquet.rowsWritten()).isEqualTo(1);
    assertThat(query("SELECT k, v FROM %s ORDER BY k".formatted(target.sql())))
        .containsExactly("a|1", "b|2", "c|3");

    Result again =
        execute(
            config,
            target,
            Files.move(dir.resolve("b"), dir.resolve("b.csv")).toString(),
            folder + "/csv/a.csv");
    assertThat(again.earlier()).as("the same bytes, one file here and one there").isPresent();
    assertThat(again.runId()).isEqualTo(csv.runId());
    assertThat(query("SELECT manifest FROM %s.manifests".formatted(schema)).toString())
        .doesNotContain(TestS3.secret("store.secret-key"));
    assertThat(spark.conf().getAll().contains("fs.s3a.secret.key")).isFalse();
    assertThatThrownBy(() -> execute(config, target, folder + "/csv/none.csv"))
        .isInstanceOf(RefusedInputException.class)
        .hasMessageContaining("There is no file " + folder + "/csv/none.csv");
  }

  private Result execute(RecapConfig config, TableName target, String... sources)
      throws IOException {
    Path typing =
        Files.writeString(
            dir.resolve("typing.csv"),
            TypingFile.HEADER + "\nk,object,text,PRIMARY KEY\nv,int64,integer,\n");
    Config what = Config.of(List.of(sources), typing, target).with(ImportMode.APPEND);
    return new ImportTable(spark, what, config).execute();
  }

  private RecapConfig settings(String schema) throws IOException {
    Path secrets = Files.createDirectory(dir.resolve("secrets"));
    for (String name : List.of("store.access-key", "store.secret-key")) {
      Files.writeString(secrets.resolve(name), TestS3.secret(name));
    }
    Files.writeString(
        secrets.resolve("postgres.password"),
        TestPostgres.settings().password().orElseThrow().reveal());
    return TestPostgres.config(
        Map.of(
            "secrets.directory",
            secrets.toString(),
            "store.endpoint",
            TestS3.endpoints().storeEndpoint(),
            "store.path-style",
            "true",
            "tables.run-manifest",
            schema + ".manifests"));
  }
}
