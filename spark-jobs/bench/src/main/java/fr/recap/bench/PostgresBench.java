package fr.recap.bench;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sha2;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fr.recap.config.ConfigException;
import fr.recap.config.PostgresSettings;
import fr.recap.config.TableName;
import fr.recap.postgres.DatabaseException;
import fr.recap.postgres.Postgres;
import fr.recap.postgres.PostgresSnapshot;
import fr.recap.postgres.TableWriter;
import fr.recap.runtime.RunId;
import fr.recap.tables.Column;
import fr.recap.tables.ColumnType;
import fr.recap.tables.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;

/**
 * Measures reads and writes beside those of Spark's own JDBC source, in one run and turn by turn.
 *
 * <p>The table has a key and 29 texts of 12 characters. Reads bring every column of every row to
 * Spark. Writes start from a cached Dataset; ours include the ledger, the primary key and the
 * replacement of the target, the JDBC writer's neither key nor safety. Rows of a table that stays
 * are merged by ours while others read them; the JDBC writer empties the table first, under a lock
 * that keeps readers out, and it has a key there too. Tables of the bench are dropped at its end.
 */
final class PostgresBench {
  private static final int TEXTS = 29;
  private static final String FETCH_SIZE = "10000";

  private final SparkSession spark;
  private final Config config;
  private final PostgresSettings settings;
  private final Table table = table();
  private final TableName ours = TableName.parse("recap_bench_ours");
  private final TableName kept = TableName.parse("recap_bench_kept");
  private final TableName jdbc = TableName.parse("recap_bench_jdbc");
  private final TableName keyed = TableName.parse("recap_bench_keyed");

  PostgresBench(SparkSession spark, Config config, PostgresSettings settings) {
    this.spark = spark;
    this.config = config;
    this.settings = settings;
  }

  /**
   * What to measure.
   *
   * @param rows rows of the table, at least 1
   * @param repeats measures of each way, at least 1; the median counts
   * @param json file for the figures
   */
  public record Config(long rows, int repeats, Path json) {
    public Config {
      if (rows < 1 || repeats < 1) {
        throw new ConfigException(
            "bench postgres needs at least 1 row and 1 repeat, got: %d and %d"
                .formatted(rows, repeats));
      }
    }
  }

  /** The figures of one way; rates in rows a second. */
  public record Measure(String name, List<Double> rates, double median) {}

  /** All figures, and the table to print. */
  public record Result(List<Measure> measures, String table) {}

  /** A way of reading or writing. */
  @FunctionalInterface
  private interface Way {
    void run();
  }

  /** Measures; the bench's tables {@code recap_bench_*} are created anew and dropped. */
  public Result execute() {
    Dataset<Row> rows = rows().persist(StorageLevel.MEMORY_AND_DISK());
    try {
      rows.count();
      Map<String, Way> writes = new LinkedHashMap<>();
      writes.put("write: COPY, a new table", () -> writeNew(rows));
      writes.put("write: Spark JDBC", () -> writeJdbc(rows));
      writes.put("rewrite: merge, no row differs", () -> writeOurs(rows, kept));
      writes.put("rewrite: merge, every row differs", () -> writeOurs(changed(rows), kept));
      writes.put("rewrite: Spark JDBC, truncate", () -> rewriteJdbc(rows));
      Map<String, Way> reads = new LinkedHashMap<>();
      reads.put("read: snapshot by ctid", this::readOurs);
      reads.put("read: Spark JDBC, 1 partition", this::readSingle);
      reads.put("read: Spark JDBC, hash partitions", this::readHashed);
      Map<String, List<Double>> rates = new LinkedHashMap<>();
      for (int i = 0; i < config.repeats(); i++) {
        // The tables that stay have these rows again before they are written to them.
        writeOurs(rows, kept);
        if (i == 0) {
          writeOurs(rows, keyed);
        }
        measure(writes, rates);
        settle();
        measure(reads, rates);
      }
      List<Measure> measures =
          rates.entrySet().stream()
              .map(e -> new Measure(e.getKey(), e.getValue(), median(e.getValue())))
              .toList();
      writeJson(measures);
      return new Result(measures, print(measures));
    } finally {
      rows.unpersist();
      drop();
    }
  }

  private void measure(Map<String, Way> ways, Map<String, List<Double>> rates) {
    ways.forEach((name, way) -> rates.computeIfAbsent(name, n -> new ArrayList<>()).add(rate(way)));
  }

  /**
   * Whoever reads a new table first marks each of its rows as committed; without this, one way of
   * reading would do that for all others.
   */
  private void settle() {
    execute("VACUUM " + ours.sql());
    execute("VACUUM " + kept.sql());
    execute("VACUUM " + keyed.sql());
  }

  private double rate(Way way) {
    long start = System.nanoTime();
    way.run();
    return config.rows() / ((System.nanoTime() - start) / 1e9);
  }

  private static Table table() {
    List<Column> columns = new ArrayList<>();
    columns.add(new Column("k", ColumnType.TEXT, true, "key"));
    for (int i = 0; i < TEXTS; i++) {
      columns.add(new Column("t" + i, ColumnType.TEXT, false, "text"));
    }
    return new Table("bench", "one row a generated row", columns);
  }

  private Dataset<Row> rows() {
    org.apache.spark.sql.Column[] columns = new org.apache.spark.sql.Column[TEXTS + 1];
    columns[0] = col("id").cast("string").as("k");
    for (int i = 0; i < TEXTS; i++) {
      columns[i + 1] = sha2(concat_ws("/", col("id"), lit(i)), 256).substr(1, 12).as("t" + i);
    }
    return spark.range(0, config.rows(), 1, partitions()).select(columns);
  }

  private int partitions() {
    int wanted = settings.writePartitions();
    return wanted > 0 ? wanted : spark.sparkContext().defaultParallelism();
  }

  private void writeOurs(Dataset<Row> rows, TableName target) {
    new TableWriter(spark, settings).write(rows, target, table, RunId.next("bench"));
  }

  /** As Spark's writer does it: the old table is dropped. */
  private void writeNew(Dataset<Row> rows) {
    execute("DROP TABLE IF EXISTS " + ours.sql());
    writeOurs(rows, ours);
  }

  private Dataset<Row> changed(Dataset<Row> rows) {
    return rows.withColumn("t0", lit("changed"));
  }

  private void execute(String sql) {
    try (Connection connection = new Postgres(settings).connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new DatabaseException("The bench's tables can't be prepared: " + sql, e);
    }
  }

  private void writeJdbc(Dataset<Row> rows) {
    Properties properties = properties();
    properties.setProperty("batchsize", "10000");
    properties.setProperty("reWriteBatchedInserts", "true");
    rows.write().mode(SaveMode.Overwrite).jdbc(settings.url(), jdbc.sql(), properties);
  }

  /** Into a table that stays, with the key that ours has. */
  private void rewriteJdbc(Dataset<Row> rows) {
    Properties properties = properties();
    properties.setProperty("batchsize", "10000");
    properties.setProperty("reWriteBatchedInserts", "true");
    properties.setProperty("truncate", "true");
    rows.write().mode(SaveMode.Overwrite).jdbc(settings.url(), keyed.sql(), properties);
  }

  private void readOurs() {
    try (PostgresSnapshot snapshot = PostgresSnapshot.open(spark, settings)) {
      consume(snapshot.read(ours, table()));
    }
  }

  private void readSingle() {
    consume(spark.read().jdbc(settings.url(), ours.sql(), properties()));
  }

  private void readHashed() {
    consume(spark.read().jdbc(settings.url(), ours.sql(), predicates(), properties()));
  }

  private String[] predicates() {
    String[] predicates = new String[readPartitions()];
    for (int i = 0; i < predicates.length; i++) {
      predicates[i] = "(hashtext(k) & 2147483647) %% %d = %d".formatted(predicates.length, i);
    }
    return predicates;
  }

  private int readPartitions() {
    int wanted = settings.readPartitions();
    return wanted > 0 ? wanted : spark.sparkContext().defaultParallelism();
  }

  private Properties properties() {
    Properties properties = new Postgres(settings).properties();
    properties.setProperty("driver", "org.postgresql.Driver");
    properties.setProperty("fetchsize", FETCH_SIZE);
    return properties;
  }

  private static void consume(Dataset<Row> rows) {
    rows.write().format("noop").mode(SaveMode.Overwrite).save();
  }

  private static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  private void writeJson(List<Measure> measures) {
    ObjectMapper mapper = new ObjectMapper();
    ObjectNode root = mapper.createObjectNode();
    root.put("rows", config.rows()).put("columns", TEXTS + 1).put("repeats", config.repeats());
    root.put("write_partitions", partitions()).put("read_partitions", readPartitions());
    root.set("rows_per_second", mapper.valueToTree(toMap(measures)));
    try {
      if (config.json().toAbsolutePath().getParent() != null) {
        Files.createDirectories(config.json().toAbsolutePath().getParent());
      }
      Files.writeString(
          config.json(), mapper.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n");
    } catch (IOException e) {
      throw new ConfigException(
          "The file %s can't be written: give another one".formatted(config.json()), e);
    }
  }

  private static Map<String, Object> toMap(List<Measure> measures) {
    Map<String, Object> map = new LinkedHashMap<>();
    measures.forEach(m -> map.put(m.name(), Map.of("all", m.rates(), "median", m.median())));
    return map;
  }

  /** The figures beside the ratio of ours to each other way of the same kind. */
  private static String print(List<Measure> measures) {
    StringBuilder text =
        new StringBuilder("%-36s %12s %18s%n".formatted("way", "rows/s", "ours is faster by"));
    for (Measure measure : measures) {
      String kind = measure.name().substring(0, measure.name().indexOf(':'));
      double ours =
          measures.stream()
              .filter(m -> m.name().startsWith(kind))
              .findFirst()
              .orElseThrow()
              .median();
      text.append(
          "%-36s %,12.0f %17.2fx%n"
              .formatted(measure.name(), measure.median(), ours / measure.median()));
    }
    return text.toString();
  }

  private void drop() {
    execute(
        "DROP TABLE IF EXISTS %s, %s, %s, %s"
            .formatted(ours.sql(), kept.sql(), keyed.sql(), jdbc.sql()));
  }
}
