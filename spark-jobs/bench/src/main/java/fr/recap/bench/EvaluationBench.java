package fr.recap.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.management.OperatingSystemMXBean;
import fr.recap.config.ConfigLoader;
import fr.recap.evaluation.Evaluate;
import fr.recap.evaluation.Evaluation;
import fr.recap.evaluation.OtherCoder;
import fr.recap.evaluation.Scope;
import fr.recap.pages.HtmlPage;
import fr.recap.report.EvaluationReport;
import fr.recap.tables.Rp;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * How long an evaluation takes: made-up results of any number of forms, with ten candidates each
 * and scores that are right as often as they say.
 */
public final class EvaluationBench {
  private final SparkSession spark;
  private final long forms;
  private final Path output;

  public EvaluationBench(SparkSession spark, long forms, Path output) {
    this.spark = spark;
    this.forms = forms;
    this.output = output;
  }

  /**
   * Measures; the report goes beside the figures.
   *
   * @return seconds by what took them; reading from PostgreSQL is not part of it
   */
  public Map<String, Map<String, Map<String, Double>>> execute() throws IOException {
    Path folder = Files.createTempDirectory("recap-evaluation-bench");
    try {
      Evaluate.Input input = input(folder);
      long start = System.nanoTime();
      long startCpu = cpu();
      Scope scope = Scope.of(ConfigLoader.defaults());
      Evaluation evaluation = Evaluate.evaluate(input, OtherCoder.previous(scope), scope);
      HtmlPage page = new HtmlPage("%,d made-up forms".formatted(forms));
      EvaluationReport.addTo(page, evaluation);
      Path report = output.toAbsolutePath().resolveSibling("bench-evaluation.html");
      page.write(report);
      Map<String, Double> measured =
          Map.of(
              "seconds",
              (System.nanoTime() - start) / 1e9,
              "cpu-seconds",
              (cpu() - startCpu) / 1e9,
              "report-megabytes",
              Files.size(report) / 1e6,
              "siret-top1",
              evaluation.codes().get("siret").overall().intervals().top1().value());
      Map<String, Map<String, Map<String, Double>>> figures =
          Map.of(forms + " forms", Map.of("evaluation", measured));
      Files.write(
          output, new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsBytes(figures));
      return figures;
    } finally {
      org.apache.commons.io.FileUtils.deleteDirectory(folder.toFile());
    }
  }

  /** The made-up tables, written to a folder. */
  public Evaluate.Input input(Path folder) {
    Dataset<Row> made = made();
    return new Evaluate.Input(
        kept(results(made), folder.resolve("results")),
        kept(forms(made), folder.resolve("forms")),
        kept(truth(made), folder.resolve("truth")),
        "results",
        "truth",
        true,
        Optional.empty());
  }

  /**
   * Nanoseconds of all threads of this JVM, which tell more than the clock where others work too.
   */
  private static long cpu() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
  }

  private Dataset<Row> kept(Dataset<Row> rows, Path folder) {
    rows.write().parquet(folder.toUri().toString());
    return spark.read().parquet(folder.toUri().toString());
  }

  private Dataset<Row> made() {
    return spark
        .range(0, forms, 1, spark.sparkContext().defaultParallelism() * 4)
        .selectExpr(
            "format_string('%012d', id) cabbi",
            "xxhash64(id, 1) & 9223372036854775807 h",
            "pmod(xxhash64(id, 2), 1000000) / 1000000D proba",
            "pmod(xxhash64(id, 3), 1000000) / 1000000D chance")
        .selectExpr(
            "*",
            "format_string('%014d', h % 10000000000) first",
            "format_string('%02d01Z', 1 + h % 96) naf_first",
            "format_string('%03da', 100 + h % 490) pcs_first");
  }

  private static String candidates(String first, String format) {
    return "concat('[[\"', %s, '\",', proba, ']', array_join(transform(sequence(1, 9), i -> concat(',[\"', format_string('%s', (h + i) %% 10000), '\",0.01]')), ''), ']')"
        .formatted(first, format);
  }

  private static Dataset<Row> results(Dataset<Row> all) {
    return all.selectExpr(
        "cabbi",
        candidates("first", "%014d") + " siret_predictions",
        "first siret",
        "proba siret_score",
        "proba >= 0.8 siret_codage_auto",
        "proba siret_codage_auto_proba",
        "substring(first, 1, 9) siren",
        "proba >= 0.8 siren_codage_auto",
        "proba siren_codage_auto_proba",
        candidates("naf_first", "%05d") + " naf_predictions",
        "naf_first naf",
        "proba >= 0.8 naf_codage_auto",
        "proba naf_codage_auto_proba",
        candidates("pcs_first", "%04d") + " pcs_predictions",
        "pcs_first pcs",
        "proba >= 0.8 pcs_codage_auto",
        "proba pcs_codage_auto_proba",
        "1 - proba >= 0.8 non_codable",
        "1 - proba non_codable_score",
        "naf_first siret_apet",
        "'names are alike' siret_explication");
  }

  private static Dataset<Row> forms(Dataset<Row> all) {
    Dataset<Row> forms =
        all.selectExpr(
            "cabbi",
            "format_string('%02d001', 1 + h % 95) clt_c_c",
            "IF(h % 3 = 0, first, null) siretc",
            "IF(h % 5 = 0, 'C', 'E') i_mca_c",
            "naf_first actet_c_c",
            "IF(h % 11 = 0, null, IF(h % 4 = 0, '111a', pcs_first)) profs_c_c",
            "CAST(null AS STRING) profi_c_c",
            "CAST(null AS STRING) profa_c_c",
            "CAST(h % 2 AS STRING) typcol",
            "IF(h % 7 = 0, null, concat('EMPLOYER ', h % 10000)) rs_x",
            "'ACTIVITY' actet_x",
            "'PROFESSION' profs_x");
    return Rp.TABLE
        .withTexts(Arrays.asList(forms.columns()), "of the previous coder")
        .complete(forms);
  }

  private static Dataset<Row> truth(Dataset<Row> all) {
    return all.selectExpr(
        "cabbi",
        "IF(h % 6 = 0, null, IF(chance < proba, first, '00000000000000')) siret",
        "IF(chance < proba, naf_first, '0111Z') actet",
        "IF(chance < proba, pcs_first, '111a') prof",
        "'profs_c' pcs_field",
        "h % 6 = 0 non_codable");
  }
}
