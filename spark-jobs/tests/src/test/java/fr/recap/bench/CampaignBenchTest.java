package fr.recap.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fr.recap.config.ConfigException;
import fr.recap.config.RecapConfig;
import fr.recap.config.RefusedInputException;
import fr.recap.demo.SmallCampaign;
import fr.recap.postgres.TestPostgres;
import fr.recap.runtime.TestSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A small campaign through a real PostgreSQL, without a search server. */
class CampaignBenchTest {
  private static final String OURS = "like 'recap\\_bench\\_%'";

  @TempDir private Path dir;

  private RecapConfig settings(Map<String, String> changes) {
    Map<String, String> all = new HashMap<>();
    all.put("elasticsearch.nodes", "[\"http://127.0.0.1:1\"]");
    all.put("store.root", '"' + dir.resolve("store").toString() + '"');
    all.put("work-directory", '"' + dir.resolve("work").toString() + '"');
    // As little training as can be: it isn't what is tested.
    all.putAll(SmallCampaign.QUICK_TRAININGS);
    all.put("siret.training-sample", "120");
    all.put("noncodable.family", "text");
    all.put("nomenclatures.naf.learning.encoder.epochs", "1");
    all.put("nomenclatures.pcs.learning.encoder.epochs", "1");
    all.putAll(changes);
    return TestPostgres.config(all);
  }

  private CampaignBench bench(long trainingForms, int deliveries, boolean keep) {
    return new CampaignBench(
        TestSession.get(),
        new CampaignBench.Config(
            300, 1000, trainingForms, deliveries, 1, keep, dir.resolve("figures.json")),
        this::settings);
  }

  @Test
  void everyStageIsMeasured_andARemovalLeavesNothingOfWhatWasKept() throws IOException {
    List<String> told = new ArrayList<>();

    CampaignBench.Result result = bench(900, 2, true).execute(told::add);

    assertThat(told.get(0)).contains("--remove " + result.space());
    assertThat(
            TestPostgres.query(
                "SELECT (SELECT count(*) FROM %1$s.sirus), (SELECT count(*) FROM %1$s.results)"
                    .formatted(result.space())))
        .containsExactly("1000|300");
    JsonNode figures = new ObjectMapper().readTree(dir.resolve("figures.json").toFile());
    assertThat(figures.get("stages").fieldNames())
        .toIterable()
        .contains(
            "register: generate, write",
            "index",
            "train naf",
            "train pcs",
            "train siret",
            "train noncodable",
            "code",
            "code: nomenclatures",
            "code: siret",
            "code: write",
            "evaluate",
            "delivery 1: code",
            "delivery 2: lots");
    for (String table : List.of("results", "output", "bi_topk", "naf_projections", "noncodable")) {
      assertThat(figures.at("/deliveries/" + table + "/rows").asLong()).as(table).isEqualTo(300);
      assertThat(figures.at("/deliveries/" + table + "/differing").asLong()).as(table).isZero();
    }
    assertThat(figures.at("/deliveries/individus/rows").asLong()).isPositive();
    assertThat(figures.at("/deliveries/individus/differing").asLong()).isZero();
    JsonNode code = figures.at("/stages/code");
    double seconds = code.get("seconds").asDouble();
    assertThat(code.get("a-second").asDouble() * seconds).isBetween(299.9, 300.1);
    assertThat(code.get("tasks-core-s").asDouble()).isPositive();
    assertThat(code.get("heap-mb").asDouble()).isBetween(10.0, 4000.0);
    double parts = 0;
    for (Map.Entry<String, JsonNode> stage : figures.get("stages").properties()) {
      parts += stage.getKey().startsWith("code: ") ? stage.getValue().get("seconds").asDouble() : 0;
    }
    assertThat(parts).as("stages of code in %s", seconds).isBetween(seconds / 2, seconds);
    assertThat(figures.at("/index/index/establishments").asLong()).isEqualTo(1000);
    assertThat(figures.at("/index/index/bytes-each").asDouble()).isBetween(50.0, 5000.0);
    assertThat(figures.at("/quality/siret/top-1").asDouble()).isBetween(0.3, 0.95);
    assertThat(result.table()).contains("train noncodable", "automatic-precision");

    assertThat(CampaignBench.remove(settings(Map.of()), result.space())).isTrue();
    assertNothingIsLeft();
    assertThat(CampaignBench.remove(settings(Map.of()), result.space())).isFalse();
  }

  @Test
  void aStageThatFailsLeavesNothing() throws IOException {
    CampaignBench bench = bench(0, 0, false);

    assertThatThrownBy(() -> bench.execute(line -> {}))
        .as("nothing to learn from")
        .isInstanceOf(RefusedInputException.class);

    assertThat(dir.resolve("figures.json"))
        .as("what was measured before")
        .content()
        .contains("register: generate, write", "\"index\"")
        .doesNotContain("train naf");
    assertNothingIsLeft();
  }

  @Test
  void onlyNamesOfBenchesAreRemoved() {
    RecapConfig config = settings(Map.of());

    for (String name : List.of("public", "recap_staging", "recap_bench_1\" CASCADE; --", "")) {
      assertThatThrownBy(() -> CampaignBench.remove(config, name))
          .isInstanceOf(ConfigException.class)
          .hasMessageContaining("cannot be: " + name);
    }
  }

  private void assertNothingIsLeft() throws IOException {
    assertThat(TestPostgres.query("SELECT nspname FROM pg_namespace WHERE nspname " + OURS))
        .isEmpty();
    for (String table : List.of("runs", "publications", "manifests")) {
      assertThat(
              TestPostgres.query(
                  "SELECT target FROM recap_staging.%s WHERE target %s".formatted(table, OURS)))
          .as(table)
          .isEmpty();
    }
    for (String folder : List.of("store", "work/scratch")) {
      try (Stream<Path> files = Files.list(Files.createDirectories(dir.resolve(folder)))) {
        assertThat(files).as(folder).isEmpty();
      }
    }
  }
}
