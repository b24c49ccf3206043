package fr.recap.vectors;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.trim;
import static org.apache.spark.sql.functions.xxhash64;

import fr.recap.config.ConfigException;
import fr.recap.config.Nearest;
import fr.recap.config.RecapConfig;
import fr.recap.config.RefusedInputException;
import fr.recap.config.TableName;
import fr.recap.postgres.PostgresSnapshot;
import fr.recap.runtime.Scratch;
import fr.recap.runtime.Sessions;
import fr.recap.runtime.Utf8;
import fr.recap.udfs.vectors.NativeTraining;
import fr.recap.udfs.vectors.TrainingArguments;
import fr.recap.udfs.vectors.VectorsHeader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.hadoop.io.compress.CompressionCodecFactory;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Trains a fastText model on the texts of a table or of files. */
public final class TrainVectors {
  private static final String LINE = "line";
  private static final char REPLACEMENT = '\uFFFD';

  private final SparkSession spark;
  private final RecapConfig config;
  private final Config training;
  private final PrintStream out;

  /**
   * What to train on, and how.
   *
   * @param files text files, one text a line, plain or .gz, local or s3a; empty to take the table
   * @param table the table to read
   * @param columns its columns, joined to one text a row
   * @param label column with the label of a supervised model; files hold it as __label__X
   * @param form what is done to the texts first
   * @param output the {@code .bin} file to write, on this machine
   * @param force whether an output that exists is replaced
   */
  public record Config(
      List<String> files,
      Optional<TableName> table,
      List<String> columns,
      Optional<String> label,
      TextForm form,
      TrainingArguments arguments,
      Path output,
      boolean force) {}

  /**
   * What was written to train on.
   *
   * @param replaced whether a text has a character that Spark may have put in the place of bytes
   */
  private record Written(long texts, boolean replaced) {}

  /** What came out, and on how many texts. */
  public record Result(VectorsHeader header, long texts) {}

  /**
   * A training.
   *
   * @param out where the library's progress goes
   */
  public TrainVectors(SparkSession spark, RecapConfig config, Config training, PrintStream out) {
    this.spark = spark;
    this.config = config;
    this.training = training;
    this.out = out;
  }

  /**
   * Trains and writes the model.
   *
   * @throws ConfigException if there is nothing to train on, or the output exists
   * @throws RefusedInputException if the texts can't train a model, or files are not in UTF-8
   */
  public Result execute() throws IOException {
    if (Files.exists(training.output()) && !training.force()) {
      throw new ConfigException(
          "%s exists: give another --output, or --force to replace it"
              .formatted(training.output()));
    }
    try (Scratch scratch = Scratch.create(config.workDirectory(), "texts")) {
      Path text = scratch.path().resolve("texts.txt");
      long texts = writeTexts(text);
      VectorsHeader header =
          new NativeTraining(training.arguments(), out::println).train(text, training.output());
      return new Result(header, texts);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("The training was interrupted", e);
    } catch (IllegalArgumentException e) {
      throw new RefusedInputException(e.getMessage(), e);
    }
  }

  private long writeTexts(Path text) throws IOException {
    Sessions.describe(spark, "Reading the texts to train word vectors on");
    if (training.table().isEmpty()) {
      if (training.files().isEmpty()) {
        throw new ConfigException("Say what to train on: --input FILE or --table NAME");
      }
      Dataset<Row> files = files();
      Written written = write(files, text);
      if (written.replaced()) {
        checkEncoding(files.inputFiles());
      }
      return written.texts();
    }
    try (PostgresSnapshot snapshot = PostgresSnapshot.open(spark, config.postgres())) {
      return write(lines(snapshot.read(training.table().get())), text).texts();
    }
  }

  private Dataset<Row> files() {
    try {
      return spark.read().textFile(training.files().toArray(String[]::new)).toDF(LINE);
    } catch (Exception e) {
      // Spark's readers throw the checked AnalysisException without declaring it.
      if (e instanceof AnalysisException) {
        throw new RefusedInputException(
            "%s can't be read: %s".formatted(training.files(), e.getMessage()), e);
      }
      throw e;
    }
  }

  /** Spark puts U+FFFD where bytes are no UTF-8; a text may have it of its own. */
  private void checkEncoding(String[] files) throws IOException {
    Configuration hadoop = spark.sessionState().newHadoopConf();
    CompressionCodecFactory codecs = new CompressionCodecFactory(hadoop);
    for (String file : files) {
      org.apache.hadoop.fs.Path path = new org.apache.hadoop.fs.Path(file);
      CompressionCodec codec = codecs.getCodec(path);
      try (InputStream raw = path.getFileSystem(hadoop).open(path);
          InputStream in = codec == null ? raw : codec.createInputStream(raw)) {
        Utf8.check(file, in);
      }
    }
  }

  private Dataset<Row> lines(Dataset<Row> rows) {
    if (training.columns().isEmpty()) {
      throw new ConfigException("Say which columns of the table to train on: --columns a,b");
    }
    List<String> known = List.of(rows.columns());
    for (String column : training.columns()) {
      require(column, known);
    }
    training.label().ifPresent(column -> require(column, known));
    Column words =
        concat_ws(" ", training.columns().stream().map(c -> col(quoted(c))).toArray(Column[]::new));
    return training
        .label()
        .map(
            column ->
                rows.where(col(quoted(column)).isNotNull())
                    .select(
                        concat_ws(
                                " ",
                                concat_ws(
                                    "", lit(TextForm.LABEL_PREFIX), trim(col(quoted(column)))),
                                words)
                            .as(LINE)))
        .orElseGet(() -> rows.select(coalesce(words, lit("")).as(LINE)));
  }

  private void require(String column, List<String> known) {
    if (!known.contains(column)) {
      throw new ConfigException(
          "%s has no column %s%s"
              .formatted(training.table().orElseThrow(), column, Nearest.hint(column, known)));
    }
  }

  private static String quoted(String column) {
    return "`" + column.replace("`", "``") + "`";
  }

  /**
   * In an order that depends on the texts alone, so that one thread trains the same model again.
   */
  private Written write(Dataset<Row> lines, Path text) throws IOException {
    TextForm form = training.form();
    Iterator<Row> sorted =
        lines
            .where(length(trim(col(LINE))).gt(0))
            .orderBy(xxhash64(col(LINE)), col(LINE))
            .toLocalIterator();
    boolean supervised = training.arguments().kind() == VectorsHeader.Kind.SUPERVISED;
    long written = 0;
    boolean replaced = false;
    try (BufferedWriter writer = Files.newBufferedWriter(text)) {
      while (sorted.hasNext()) {
        String raw = sorted.next().getString(0);
        replaced |= raw.indexOf(REPLACEMENT) >= 0;
        String line = form.of(raw, supervised).replace('\n', ' ');
        if (!line.isBlank()) {
          writer.write(line);
          writer.write('\n');
          written++;
        }
      }
    }
    return new Written(written, replaced);
  }
}
