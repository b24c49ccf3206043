package fr.recap.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.first;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.udf;

import fr.recap.config.RecapConfig;
import fr.recap.postgres.PostgresSnapshot;
import fr.recap.runtime.Sessions;
import fr.recap.tables.Modalites;
import fr.recap.tables.Rp;
import fr.recap.tables.Sirus;
import fr.recap.udfs.text.AsciiFolder;
import fr.recap.udfs.vectors.NearestWords.Neighbour;
import fr.recap.udfs.vectors.TrainingArguments;
import fr.recap.udfs.vectors.VectorsHeader;
import fr.recap.udfs.vectors.VectorsHeader.Kind;
import fr.recap.udfs.vectors.VectorsHeader.Loss;
import fr.recap.vectors.PublishVectors;
import fr.recap.vectors.TextForm;
import fr.recap.vectors.TrainVectors;
import fr.recap.vectors.VectorsInfo;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;

/**
 * Word vectors of the demo's own texts: the training forms, the register's names beside their
 * activities, and the labels of the nomenclatures. They are published and shown, and its
 * nomenclatures learn from them. Two threads train them, so that they are not the same in each run.
 */
public final class DemoVectors {
  /** Nearest words that are shown of each word. */
  private static final int NEAREST = 10;

  private static final int EPOCHS = 10;
  private static final int PROFESSIONS = 6;
  private static final int ACTIVITIES = 4;
  private static final String TEXT = "text";

  private final SparkSession spark;
  private final RecapConfig config;
  private final Path folder;

  /**
   * What came out.
   *
   * @param version under which they are published
   * @param texts lines of text
   * @param bytes of the {@code .bin} file
   * @param training time of the training alone, reading the texts included
   * @param neighbours of the words that fill a profession or an activity most often, by word
   */
  public record Result(
      String version,
      VectorsHeader header,
      long texts,
      long bytes,
      Duration training,
      Map<String, List<Neighbour>> neighbours) {}

  /**
   * @param folder on the local disk for the texts and the vectors
   */
  public DemoVectors(SparkSession spark, RecapConfig config, Path folder) {
    this.spark = spark;
    this.config = config;
    this.folder = folder;
  }

  /** Trains, publishes, and looks up in what was published. */
  public Result execute() throws IOException {
    String texts = folder.resolve("texts").toUri().toString();
    Path model = folder.resolve("vectors.bin");
    long start = System.nanoTime();
    List<String> words;
    try (PostgresSnapshot snapshot = PostgresSnapshot.open(spark, config.postgres())) {
      Dataset<Row> forms = snapshot.read(config.tables().trainingForms(), Rp.TABLE);
      Dataset<Row> nodes = snapshot.read(config.tables().modalites(), Modalites.TABLE);
      Sessions.describe(spark, "Writing the texts to train word vectors on");
      forms(forms)
          .union(register(snapshot.read(config.tables().sirus(), Sirus.TABLE), nodes))
          .union(nodes.select(col(Modalites.LIBELLE).as(TEXT)))
          .write()
          .mode(SaveMode.Overwrite)
          .text(texts);
      words = frequentWords(forms);
    }
    TrainVectors.Result trained =
        new TrainVectors(
                spark,
                config,
                training(texts, model),
                new PrintStream(OutputStream.nullOutputStream(), false, UTF_8))
            .execute();
    Duration duration = Duration.ofNanos(System.nanoTime() - start);
    String version = new PublishVectors(config, model.toString()).execute().version();
    long bytes = Files.size(model);
    Files.delete(model);
    return new Result(
        version, trained.header(), trained.texts(), bytes, duration, neighbours(version, words));
  }

  private static Dataset<Row> forms(Dataset<Row> forms) {
    return forms.select(text(Rp.PROFS_X, Rp.PROFI_X, Rp.PROFA_X, Rp.RS_X, Rp.ACTET_X));
  }

  /** Names of establishments beside the label of what they do. */
  private static Dataset<Row> register(Dataset<Row> sirus, Dataset<Row> nodes) {
    Dataset<Row> labels =
        nodes
            .groupBy(col(Modalites.CODE).as(Sirus.APET))
            .agg(first(col(Modalites.LIBELLE)).as(Modalites.LIBELLE));
    return sirus
        .join(labels, Sirus.APET, "left")
        .select(text(Sirus.DENOM, Sirus.NOM_COMM_ET, Sirus.ENSEIGNE_ET1, Modalites.LIBELLE));
  }

  private static Column text(String... columns) {
    Column[] filled = Arrays.stream(columns).map(functions::col).toArray(Column[]::new);
    return concat_ws(" ", filled).as(TEXT);
  }

  /** The single words that fill a profession or an activity most often: trades, nearly all. */
  private static List<String> frequentWords(Dataset<Row> forms) {
    Column profession = coalesce(col(Rp.PROFS_X), col(Rp.PROFI_X), col(Rp.PROFA_X));
    Set<String> words = new LinkedHashSet<>(frequentWords(forms, profession, PROFESSIONS));
    words.addAll(frequentWords(forms, col(Rp.ACTET_X), ACTIVITIES));
    return List.copyOf(words);
  }

  private static List<String> frequentWords(Dataset<Row> forms, Column field, int most) {
    UDF1<String, String> normal = text -> text == null ? null : AsciiFolder.normalize(text);
    return forms
        .select(udf(normal, DataTypes.StringType).apply(field).as(TEXT))
        .where(col(TEXT).rlike("^[a-z]{4,}$"))
        .groupBy(TEXT)
        .agg(count(lit(1)).as("forms"))
        .orderBy(col("forms").desc(), col(TEXT))
        .limit(most)
        .collectAsList()
        .stream()
        .map(row -> row.getString(0))
        .toList();
  }

  /** One thread, so that the same forms train the same vectors. */
  private TrainVectors.Config training(String texts, Path model) {
    TrainingArguments arguments =
        new TrainingArguments(
            Kind.SKIPGRAM, Loss.NEGATIVE_SAMPLING, 100, 5, EPOCHS, 2, 5, 1, 50_000, 3, 6, 0.05, 1);
    return new TrainVectors.Config(
        List.of(texts),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        TextForm.NORMALIZED,
        arguments,
        model,
        true);
  }

  private Map<String, List<Neighbour>> neighbours(String version, List<String> words)
      throws IOException {
    VectorsInfo info = VectorsInfo.ofVersion(config, version);
    Map<String, List<Neighbour>> neighbours = new LinkedHashMap<>();
    for (String word : words) {
      neighbours.put(word, info.neighbours(word, NEAREST));
    }
    return neighbours;
  }
}
