package fr.recap.indexing;

import fr.recap.config.RecapConfig;
import fr.recap.config.RefusedInputException;
import fr.recap.config.TableName;
import fr.recap.elastic.ElasticClient;
import fr.recap.elastic.ElasticException;
import fr.recap.elastic.IndexAdmin;
import fr.recap.elastic.Rejected;
import fr.recap.elastic.SupportedServers;
import fr.recap.postgres.Postgres;
import fr.recap.postgres.PostgresSnapshot;
import fr.recap.postgres.RunManifests;
import fr.recap.postgres.TableWriter;
import fr.recap.runtime.Run;
import fr.recap.runtime.Sessions;
import fr.recap.tables.Rejects;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Builds an index from a PostgreSQL table and moves its alias to it. The old index stays in place
 * and answers until the new one is complete; a failure leaves it there.
 *
 * <p>Forms of the campaign have the codes of the results table beside their own columns, once it is
 * coded.
 *
 * <p>As many bulk requests are under way as Spark has tasks at a time; {@code
 * postgres.read-partitions} sets the number of tasks that read. Rows without a key, all but the
 * first of one key, and documents that the server refuses go to {@code <alias>_rejects}, which
 * holds those of the latest run that got that far; a larger share of them than {@code
 * max-reject-share} fails the job. Values that the server would refuse are left out of their
 * document and counted. Two runs can't build the index of one alias at a time.
 */
public final class BuildIndex {
  /**
   * What was done.
   *
   * @param in rows read
   * @param indexed documents of the new index
   * @param rejected rows without a key of their own and documents that were refused; in = indexed +
   *     rejected
   * @param changed values that were left out of documents or cut so that the server takes them: how
   *     many, by column and reason
   * @param index name of the new index, which the alias points to now
   */
  public record Result(
      long in,
      long indexed,
      long rejected,
      SortedMap<String, Long> changed,
      String index,
      Duration duration) {
    public Result {
      changed = Collections.unmodifiableSortedMap(changed);
    }
  }

  private static final Logger LOG = LoggerFactory.getLogger(BuildIndex.class);

  private final SparkSession spark;
  private final RecapConfig config;
  private final IndexSource source;
  private final Run run;

  /** Plans a build, as a run of its own. */
  public BuildIndex(SparkSession spark, RecapConfig config, IndexSource source) {
    this(spark, config, source, Run.start("index", config.rendered()));
  }

  /** Plans a build; the run's identifier is part of the index's name. */
  BuildIndex(SparkSession spark, RecapConfig config, IndexSource source, Run run) {
    this.spark = spark;
    this.config = config;
    this.source = source;
    this.run = run;
  }

  /**
   * Builds and publishes.
   *
   * @throws RefusedInputException if the table is missing or lacks columns, or too many rows are
   *     rejected; the alias stays where it was
   * @throws fr.recap.config.ConfigException if a server can't be reached
   */
  public Result execute() {
    return BuildLock.holding(new Postgres(config.postgres()), source.alias(), this::buildAlone);
  }

  private Result buildAlone() {
    try (ElasticClient client = ElasticClient.open(config.elasticsearch())) {
      SupportedServers.check(client);
      IndexAdmin admin = new IndexAdmin(client);
      List<String> dead = admin.dropDeadVersions(source.alias());
      if (!dead.isEmpty()) {
        LOG.info("Deleted what earlier runs left: {}", dead);
      }
      String index =
          admin.createVersion(
              source.alias(),
              IndexDefinition.load(source.kind(), config.elasticsearch()),
              run.id());
      // In finally, since Spark throws checked exceptions that no signature declares.
      Result result = null;
      try {
        result = build(admin, index);
        return result;
      } finally {
        if (result == null) {
          dropFailed(admin, index);
        }
      }
    }
  }

  private Result build(IndexAdmin admin, String index) {
    long in;
    PartitionOutcome outcome;
    try (PostgresSnapshot snapshot = PostgresSnapshot.open(spark, config.postgres())) {
      in =
          source.rows() == IndexSource.Rows.ALL
              ? snapshot.count(source.table())
              : KeyedRows.selected(snapshot, source).count();
      Sessions.describe(spark, "Index %s: sending %s".formatted(index, source.table()));
      outcome = SendPartition.sendAll(rows(snapshot), config, index, source.kind());
    } finally {
      Sessions.describe(spark, null);
    }
    long rejected = outcome.rejects().size();
    if (in != outcome.indexed() + rejected) {
      throw new ElasticException(
          "%s has %d rows but %d documents were indexed and %d rejected: rows were lost on the way"
              .formatted(source.table(), in, outcome.indexed(), rejected));
    }
    writeRejects(outcome.rejects());
    refuseTooMany(in, outcome.rejects());
    admin.publish(index, source.alias(), outcome.indexed());
    SortedMap<String, Long> changed = new TreeMap<>(outcome.changed());
    long ignored = admin.countIgnored(index);
    if (ignored > 0) {
      changed.put(
          "documents of which the server ignored a value, see their field _ignored", ignored);
    }
    run.read(source.table(), in)
        .wrote(index, outcome.indexed())
        .wrote(source.rejects(), rejected)
        .ended("index");
    RunManifests.save(config, run.finish(in, outcome.indexed(), rejected));
    return new Result(in, outcome.indexed(), rejected, changed, index, run.elapsed());
  }

  /** The rows with their coordinates and codes, if there are tables of them. */
  private Dataset<Row> rows(PostgresSnapshot snapshot) {
    Postgres postgres = new Postgres(config.postgres());
    TableName results = config.tables().results();
    Dataset<Row> rows;
    if (postgres.exists(source.geo())) {
      rows = KeyedRows.located(snapshot, source);
    } else {
      LOG.warn(
          "There is no table {}: documents of {} get no location", source.geo(), source.alias());
      rows = KeyedRows.read(snapshot, source);
    }
    return source.table().equals(config.tables().forms()) && postgres.exists(results)
        ? KeyedRows.coded(rows, snapshot, source, results)
        : rows;
  }

  private void writeRejects(List<Rejected> rejects) {
    List<Row> rows =
        rejects.stream().map(r -> RowFactory.create(r.key(), r.reason(), run.id())).toList();
    new TableWriter(spark, config.postgres())
        .write(
            spark.createDataFrame(rows, Rejects.TABLE.schema()),
            source.rejects(),
            Rejects.TABLE,
            run.id());
  }

  private void refuseTooMany(long in, List<Rejected> rejects) {
    if (rejects.size() > config.maxRejectShare() * in) {
      throw new RefusedInputException(
          "%d of %d documents of %s were refused, more than max-reject-share %s: see the table %s; the first is %s: %s"
              .formatted(
                  rejects.size(),
                  in,
                  source.table(),
                  config.maxRejectShare(),
                  source.rejects(),
                  rejects.get(0).key(),
                  rejects.get(0).reason()));
    }
  }

  private void dropFailed(IndexAdmin admin, String index) {
    try {
      admin.dropVersion(index, source.alias());
    } catch (RuntimeException e) {
      LOG.warn("The unfinished index {} stays until the next run: {}", index, e.getMessage());
    }
  }
}
