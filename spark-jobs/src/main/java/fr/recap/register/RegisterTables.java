package fr.recap.register;

import fr.recap.config.RecapConfig;
import fr.recap.indexing.IndexSource;
import fr.recap.indexing.KeyedRows;
import fr.recap.postgres.Postgres;
import fr.recap.postgres.PostgresSnapshot;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What an index is made of out of the tables of a snapshot: rows in order of SIRET, a partition for
 * each of some ranges.
 */
final class RegisterTables {
  private static final Logger LOG = LoggerFactory.getLogger(RegisterTables.class);

  /** Keys that tell where ranges begin. */
  private static final int SAMPLE = 50_000;

  private final SparkSession spark;
  private final RecapConfig config;
  private final PostgresSnapshot snapshot;
  private final SiretRanges ranges;

  private RegisterTables(
      SparkSession spark, RecapConfig config, PostgresSnapshot snapshot, SiretRanges ranges) {
    this.spark = spark;
    this.config = config;
    this.snapshot = snapshot;
    this.ranges = ranges;
  }

  /**
   * Finds the ranges, by few keys.
   *
   * @param rows of the register
   * @param ranges how many
   * @throws fr.recap.config.RefusedInputException if the register lacks its key
   */
  static RegisterTables of(
      SparkSession spark, RecapConfig config, PostgresSnapshot snapshot, long rows, int ranges) {
    double share = SAMPLE / (double) Math.max(1, rows);
    long[] sirets =
        KeyedRows.sample(snapshot, IndexSource.sirus(config), share).stream()
            .mapToLong(Long::parseLong)
            .toArray();
    return new RegisterTables(spark, config, snapshot, SiretRanges.of(sirets, ranges));
  }

  /** Rows of {@link EntryRows}. */
  Dataset<Row> establishments() {
    IndexSource source = IndexSource.sirus(config);
    EntryRows told = new EntryRows(ranges);
    Dataset<Row> all = told.entries(KeyedRows.texts(snapshot, source, EntryRows.ENTRY));
    if (new Postgres(config.postgres()).exists(source.geo())) {
      all = all.union(told.places(KeyedRows.placeTexts(snapshot, source, EntryRows.PLACE)));
    } else {
      LOG.warn("There is no table {}: establishments get no coordinates", source.geo());
    }
    return ranges.spread(all, EntryRows.SLOT).sortWithinPartitions(EntryRows.SIRET);
  }

  /** Rows of {@link WordingRows#grouped}. */
  Dataset<Row> wordings() {
    Postgres postgres = new Postgres(config.postgres());
    Dataset<Row> all = WordingRows.none(spark);
    for (IndexSource source : IndexSource.history(config)) {
      if (postgres.exists(source.table())) {
        all =
            all.union(
                WordingRows.said(
                    KeyedRows.read(snapshot, source, WordingRows.COLUMNS),
                    config.siret().evidence(),
                    config.siret().historyTrustsSiretc()));
      }
    }
    return WordingRows.grouped(all, ranges);
  }
}
