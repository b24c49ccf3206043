package fr.recap.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import fr.recap.config.ConfigException;
import fr.recap.config.NomenclatureSettings;
import fr.recap.config.RecapConfig;
import fr.recap.demo.DemoConfig;
import fr.recap.demo.SyntheticCampaign;
import fr.recap.forms.CodedFormRows;
import fr.recap.models.ModelRef;
import fr.recap.nomenclature.CodeNomenclature;
import fr.recap.nomenclature.NomenclatureCoding;
import fr.recap.nomenclature.TrainNomenclature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.FileUtil;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;

/**
 * How the time to code grows with the number of forms: forms of the demo, made beforehand, coded to
 * NAF and PCS by the published models and thrown away, smallest number first.
 */
public final class CodingBench {
  private static final List<String> NOMENCLATURES = List.of("naf", "pcs");
  private static final long ESTABLISHMENTS = 50_000;
  private static final double WARM_UP = 1_000;
  private static final int YEAR = 2026;

  private final SparkSession spark;
  private final RecapConfig config;
  private final List<Long> sizes;
  private final Path output;

  /**
   * @param sizes numbers of forms, each at least 1
   * @param output file for the figures as JSON
   */
  public CodingBench(SparkSession spark, RecapConfig config, List<Long> sizes, Path output) {
    if (sizes.isEmpty() || sizes.stream().anyMatch(size -> size < 1)) {
      throw new ConfigException(
          "bench coding needs numbers of at least 1 form, cannot be: " + sizes);
    }
    this.spark = spark;
    this.config = config;
    this.sizes = List.copyOf(sizes);
    this.output = output;
  }

  /**
   * Measures.
   *
   * @return figures by number of forms and nomenclature
   * @throws ConfigException if a model is not published
   */
  public Map<String, Map<String, Map<String, Double>>> execute() throws IOException {
    Map<String, ModelRef> models = new LinkedHashMap<>();
    for (String name : NOMENCLATURES) {
      NomenclatureSettings settings = config.nomenclature(name);
      models.put(name, ModelRef.resolve(config, TrainNomenclature.model(name), settings.model()));
    }
    Path forms =
        Files.createTempDirectory(Files.createDirectories(config.workDirectory()), "coding");
    Map<String, Map<String, Map<String, Double>>> figures = new LinkedHashMap<>();
    try {
      for (long size : sizes) {
        String folder = forms.resolve(Long.toString(size)).toUri().toString();
        generate(size).write().mode(SaveMode.Overwrite).parquet(folder);
        Dataset<Row> read = spark.read().parquet(folder);
        Map<String, Map<String, Double>> ofSize = new LinkedHashMap<>();
        for (String name : NOMENCLATURES) {
          Dataset<Row> coded = coded(read, name, models.get(name));
          // A few rows of each partition, so that every executor has loaded the model.
          consume(
              coded(
                  read.sample(false, Math.min(1, WARM_UP / size), config.seed()),
                  name,
                  models.get(name)));
          try (CpuTime cpu = CpuTime.of(spark)) {
            long start = System.nanoTime();
            consume(coded);
            double seconds = (System.nanoTime() - start) / 1e9;
            Map<String, Double> measured = new LinkedHashMap<>();
            measured.put("seconds", seconds);
            measured.put("forms-a-second", size / seconds);
            measured.put("cpu-seconds", cpu.seconds());
            ofSize.put(name, measured);
          }
        }
        figures.put("%,d forms".formatted(size), ofSize);
      }
    } finally {
      FileUtil.fullyDelete(forms.toFile());
    }
    Files.createDirectories(output.toAbsolutePath().getParent());
    Files.write(
        output, new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsBytes(figures));
    return figures;
  }

  private Dataset<Row> generate(long size) {
    DemoConfig demo =
        new DemoConfig(
            size, 0, ESTABLISHMENTS, config.seed(), 1, 1, Optional.empty(), YEAR - 1, YEAR);
    return new SyntheticCampaign(spark, demo).campaignForms();
  }

  /** Forms with all that their table of projections has. */
  private Dataset<Row> coded(Dataset<Row> forms, String name, ModelRef model) {
    NomenclatureSettings settings = config.nomenclature(name);
    return CodeNomenclature.projections(
        CodeNomenclature.transform(
            CodedFormRows.of(forms), NomenclatureCoding.of(settings, model, false)),
        settings,
        model.version());
  }

  private static void consume(Dataset<Row> rows) {
    rows.write().format("noop").mode(SaveMode.Overwrite).save();
  }
}
