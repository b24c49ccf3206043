package fr.recap.operations;

import static org.assertj.core.api.Assertions.assertThat;

import fr.recap.config.RecapConfig;
import fr.recap.elastic.ElasticClient;
import fr.recap.elastic.IndexAdmin;
import fr.recap.elastic.TestElastic;
import fr.recap.models.ModelStore;
import fr.recap.models.TrainingFacts;
import fr.recap.postgres.TestPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Leftovers of dead runs on real servers, beside what lives. */
class CleanTest {
  @TempDir Path folder;

  private final String name = TestPostgres.freshSchema();

  @Test
  void whatDeadRunsLeft_isListedThenRemoved_andNothingElse() throws IOException {
    RecapConfig config =
        TestPostgres.config(
            Map.of(
                "elasticsearch.nodes",
                "[\"%s\"]".formatted(TestElastic.config().elasticsearch().nodes().get(0)),
                "indices.sirus",
                name,
                "indices.history",
                "[]",
                "store.root",
                folder.resolve("store").toUri().toString(),
                "work-directory",
                folder.toString()));
    leaveStaging();
    String index = leaveIndex(config);
    String complete = leaveModels(config);
    Path group = Files.createDirectories(folder.resolve("store/checkpoints/code/t1/c1/run-0"));
    Files.writeString(group.resolve("part-0.parquet"), "x");
    Path scratch = Files.createDirectories(folder.resolve("scratch/training1"));
    Files.writeString(scratch.resolve("half"), "x");
    Path trace = Files.createDirectories(folder.resolve("failures")).resolve("code-1.txt");
    Files.writeString(trace, "x");

    assertThat(ours(new Clean(config, Duration.ofHours(1), false)))
        .as("an upload, coded forms, a scratch folder and a trace of now may be alive")
        .extracting(Clean.Leftover::kind)
        .containsExactly("staging table", "index");

    List<Clean.Leftover> listed = ours(new Clean(config, Duration.ZERO, false));
    assertThat(listed)
        .extracting(Clean.Leftover::kind)
        .containsExactly("staging table", "index", "model", "checkpoint", "scratch", "trace");
    assertThat(listed.get(1).name()).isEqualTo(index);
    assertThat(listed.get(2).name()).isEqualTo("published/NAF_2026-01-01");

    assertThat(listed.get(3).name()).isEqualTo("checkpoints/code/t1/c1");

    assertThat(ours(new Clean(config, Duration.ZERO, true))).isEqualTo(listed);
    assertThat(ours(new Clean(config, Duration.ZERO, false))).isEmpty();
    assertThat(TestPostgres.query("SELECT to_regclass('recap_staging." + name + "')"))
        .containsExactly("null");
    assertThat(Files.exists(folder.resolve("store").resolve(complete))).isTrue();
    assertThat(group.getParent()).doesNotExist();
    assertThat(Files.exists(scratch)).isFalse();
    assertThat(trace).doesNotExist();
  }

  /** Without staging tables that other tests left in the same database. */
  private List<Clean.Leftover> ours(Clean clean) {
    return clean.execute().leftovers().stream()
        .filter(left -> !left.kind().equals("staging table") || left.name().contains(name))
        .toList();
  }

  private void leaveStaging() {
    TestPostgres.execute("CREATE SCHEMA IF NOT EXISTS recap_staging");
    TestPostgres.execute(
        "CREATE TABLE IF NOT EXISTS recap_staging.runs (staging text PRIMARY KEY, run_id text NOT NULL, target text NOT NULL, started_at timestamptz NOT NULL DEFAULT now())");
    TestPostgres.execute(
        "CREATE TABLE IF NOT EXISTS recap_staging.ledger (staging text, partition integer, rows bigint NOT NULL, PRIMARY KEY (staging, partition))");
    TestPostgres.execute("CREATE TABLE recap_staging." + name + " (cabbi text)");
    TestPostgres.execute(
        "INSERT INTO recap_staging.runs (staging, run_id, target) VALUES ('%s', 'run0', '%s.dead')"
            .formatted(name, name));
  }

  private String leaveIndex(RecapConfig config) {
    try (ElasticClient client = ElasticClient.open(config.elasticsearch())) {
      return new IndexAdmin(client).createVersion(name, TestElastic.definition(), "dead");
    }
  }

  /** A complete training, and a version whose manifest never came. */
  private String leaveModels(RecapConfig config) throws IOException {
    Path half = Files.createDirectories(folder.resolve("store/published/NAF_2026-01-01"));
    Files.writeString(half.resolve("coder.json"), "{}");
    try (ModelStore store = ModelStore.open(config.store())) {
      return store.saveTraining("NAF", half, new TrainingFacts(1, "none", Map.of()));
    }
  }
}
