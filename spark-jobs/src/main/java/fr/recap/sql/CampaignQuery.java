package fr.recap.sql;

import fr.recap.config.ConfigException;
import fr.recap.config.ElasticsearchSettings;
import fr.recap.config.TableName;
import fr.recap.indexing.IndexRows;
import fr.recap.postgres.PostgresSnapshot;
import fr.recap.runtime.Sessions;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * A query in Spark's SQL over the tables of the database, in one state of it, and over indices,
 * with the functions of {@link CoderExtensions}. A table is read in parallel as soon as the query
 * names it, and only its columns that the query needs.
 */
public final class CampaignQuery {
  /** How names of indices begin where a table is named. */
  private static final String INDEX = "index.";

  private static final String UNKNOWN_TABLE = "TABLE_OR_VIEW_NOT_FOUND";

  private final SparkSession spark;
  private final PostgresSnapshot snapshot;
  private final ElasticsearchSettings elasticsearch;

  /**
   * @param snapshot state of the database; open for as long as the result is read
   * @param elasticsearch where the indices are; connected to if a query names one
   * @throws ConfigException if the session lacks the functions
   */
  public CampaignQuery(
      SparkSession spark, PostgresSnapshot snapshot, ElasticsearchSettings elasticsearch) {
    if (!spark.catalog().functionExists("recap_code")) {
      throw new ConfigException(
          "The Spark session lacks the functions of recap-spark: start it with spark.sql.extensions = "
              + CoderExtensions.class.getName());
    }
    CoderFunction.addMissing(spark);
    this.spark = spark;
    this.snapshot = snapshot;
    this.elasticsearch = elasticsearch;
  }

  /**
   * The rows of a query.
   *
   * @param query one statement; a table of another schema stands in backquotes, as {@code
   *     `rp.individus`}, and so does an index, as {@code `index.rp_2025_e`}
   * @throws ConfigException if Spark does not understand it
   * @throws fr.recap.config.RefusedInputException if it names a table or index that does not exist
   */
  public Dataset<Row> rows(String query) {
    Set<String> given = new HashSet<>();
    try {
      return rows(query, given);
    } finally {
      // The session outlives the snapshot: a later query must not find this one's tables.
      given.forEach(quoted -> spark.catalog().dropTempView(quoted.replace("`", "")));
    }
  }

  private Dataset<Row> rows(String query, Set<String> given) {
    while (true) {
      try {
        return spark.sql(query);
      } catch (Exception refused) {
        // Spark throws checked exceptions that it does not declare.
        if (!(refused instanceof AnalysisException unclear)) {
          throw refused;
        }
        String missing = missingTable(unclear);
        if (missing.isEmpty() || !given.add(missing)) {
          throw new ConfigException(
              "The query can't be run: " + unclear.getSimpleMessage(), unclear);
        }
        give(missing);
      }
    }
  }

  /** The name of the table that a query names and Spark does not know; empty for other reasons. */
  private static String missingTable(AnalysisException unclear) {
    Map<String, String> parameters = unclear.getMessageParameters();
    return UNKNOWN_TABLE.equals(unclear.getErrorClass())
        ? parameters.getOrDefault("relationName", "")
        : "";
  }

  private void give(String quoted) {
    if (quoted.contains("`.`")) {
      throw new ConfigException(
          "A table of another schema must stand in backquotes as one name: `%s`, cannot be: %s"
              .formatted(quoted.replace("`", ""), quoted));
    }
    String name = quoted.replace("`", "").toLowerCase(Locale.ROOT);
    if (name.startsWith(INDEX)) {
      Sessions.describe(spark, "Reading " + name);
      IndexRows.read(spark, elasticsearch, name.substring(INDEX.length()), Optional.empty())
          .createOrReplaceTempView(quoted);
      return;
    }
    TableName table = TableName.parse(name);
    Sessions.describe(spark, "Reading " + table);
    snapshot.read(table).createOrReplaceTempView(quoted);
  }
}
