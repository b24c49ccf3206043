package fr.recap.campaign;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.recap.config.RecapConfig;
import fr.recap.forms.CodedFormRows;
import fr.recap.postgres.TestPostgres;
import fr.recap.runtime.TestSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CodingCheckpointsTest {
  private static final SparkSession SPARK = TestSession.get();

  /** Forms of a group. */
  private static final int GROUP = 3 * SPARK.sparkContext().defaultParallelism();

  private static final String CODE = "code";

  @TempDir Path store;

  private final List<Dataset<Row>> kept = new ArrayList<>();
  private final List<Long> codedNow = new ArrayList<>();

  @AfterEach
  void free() {
    kept.forEach(Dataset::unpersist);
  }

  private CodingCheckpoints open(String coders, boolean all, String run, int formsOfACore) {
    RecapConfig config =
        TestPostgres.config(
            Map.of(
                "store.root",
                '"' + store.toString() + '"',
                "checkpoint-forms",
                Integer.toString(formsOfACore)));
    return CodingCheckpoints.open(SPARK, config, coders, all, run);
  }

  private CodingCheckpoints open(String coders, String run) {
    return open(coders, false, run, 3);
  }

  /** Forms 0 to many - 1, each with a fingerprint. */
  private static Dataset<Row> forms(int many, int changed) {
    return CodedFormRows.of(SPARK.range(many).select(col("id").cast("string").as("cabbi")))
        .withColumn(
            "form_fingerprint",
            when(CodedFormRows.form("cabbi").equalTo(Integer.toString(changed)), "2")
                .otherwise("1"));
  }

  /**
   * Codes by a coder that says who it is.
   *
   * @param groups after so many groups it dies
   * @param failing the key of a form on which it fails
   */
  private CodingCheckpoints.Coded code(
      CodingCheckpoints checkpoints, Dataset<Row> forms, String who, int groups, String failing) {
    codedNow.clear();
    return checkpoints.code(
        forms,
        forms.count(),
        col(CODE).equalTo("failed"),
        (group, persisted, which) -> {
          if (codedNow.size() == groups) {
            throw new IllegalStateException("killed");
          }
          codedNow.add(group.count());
          return group.withColumn(
              CODE,
              when(CodedFormRows.form("cabbi").equalTo(failing), "failed").otherwise(lit(who)));
        },
        kept);
  }

  private static List<String> codes(CodingCheckpoints.Coded coded) {
    return coded.rows().select(CodedFormRows.form("cabbi"), col(CODE)).collectAsList().stream()
        .map(row -> row.getString(0) + " " + row.getString(1))
        .toList();
  }

  private List<String> folders() throws IOException {
    Path root = store.resolve("checkpoints/code");
    if (!Files.isDirectory(root)) {
      return List.of();
    }
    try (Stream<Path> all = Files.walk(root, 2)) {
      return all.filter(path -> root.relativize(path).getNameCount() == 2)
          .map(path -> path.getFileName().toString())
          .sorted()
          .toList();
    }
  }

  @Test
  void runThatDied_isTakenOver_butForWhatChangedFailedOrCameSince() throws IOException {
    int many = 4 * GROUP;
    try (CodingCheckpoints first = open("coders", "run-1")) {
      assertThatThrownBy(() -> code(first, forms(many, -1), "first", 2, "0")).hasMessage("killed");
    }
    long done = codedNow.get(0) + codedNow.get(1);
    CodingCheckpoints.Coded coded;
    try (CodingCheckpoints second = open("coders", "run-2")) {
      coded = code(second, forms(many + 1, 1), "second", 9, "none");
      List<String> codes = codes(coded);
      assertThat(codes).hasSize(many + 1).doesNotHaveDuplicates();
      assertThat(codes).contains("0 second", "1 second", many + " second");
      long taken = codes.stream().filter(code -> code.endsWith(" first")).count();
      assertThat(coded.resumed()).isEqualTo(taken).isBetween(done - 2, done);
      assertThat(codedNow.stream().mapToLong(Long::longValue).sum())
          .as("no form is coded twice")
          .isEqualTo(many + 1 - taken);
      second.delete();
    }
    assertThat(folders()).isEmpty();
  }

  @Test
  void formsOfOtherCoders_orOfSmallRuns_areNotTaken() throws IOException {
    int many = 2 * GROUP;
    try (CodingCheckpoints first = open("coders", "run-1")) {
      assertThatThrownBy(() -> code(first, forms(many, -1), "first", 1, "none"))
          .hasMessage("killed");
    }
    try (CodingCheckpoints others = open("others", "run-2")) {
      CodingCheckpoints.Coded coded = code(others, forms(GROUP, -1), "others", 9, "none");
      assertThat(coded.resumed()).isZero();
      assertThat(codes(coded)).hasSize(GROUP).allMatch(code -> code.endsWith(" others"));
    }
    assertThat(folders()).as("a group's worth of forms keeps nothing").containsExactly("coders");
    try (CodingCheckpoints none = open("coders", false, "run-3", 0)) {
      assertThat(code(none, forms(many, -1), "none", 9, "none").resumed()).isZero();
    }
  }

  @Test
  void groupOfARunThatCodesAll_outlivesOneThatCodesWhatIsNew() throws IOException {
    int many = 2 * GROUP;
    for (boolean all : new boolean[] {true, false}) {
      try (CodingCheckpoints dying = open("coders", all, "run-" + all, 3)) {
        assertThatThrownBy(() -> code(dying, forms(many, -1), "dying", 1, "none"))
            .hasMessage("killed");
      }
    }
    assertThat(folders()).containsExactly("coders", "coders-all");
    try (CodingCheckpoints next = open("coders", "run-4")) {
      next.delete();
    }
    assertThat(folders()).containsExactly("coders-all");
    try (CodingCheckpoints all = open("others", true, "run-5", 3)) {
      all.delete();
    }
    assertThat(folders()).isEmpty();
  }

  @Test
  void partOfAGroup_isNoGroup() throws IOException {
    int many = 2 * GROUP;
    try (CodingCheckpoints first = open("coders", "run-1")) {
      assertThatThrownBy(() -> code(first, forms(many, -1), "first", 1, "none"))
          .hasMessage("killed");
    }
    try (Stream<Path> all = Files.walk(store)) {
      for (Path whole : all.filter(path -> path.endsWith("_SUCCESS")).toList()) {
        Files.delete(whole);
      }
    }
    try (CodingCheckpoints second = open("coders", "run-2")) {
      CodingCheckpoints.Coded coded = code(second, forms(many, -1), "second", 9, "none");
      assertThat(coded.resumed()).isZero();
      assertThat(codes(coded)).hasSize(many).allMatch(code -> code.endsWith(" second"));
    }
  }
}
