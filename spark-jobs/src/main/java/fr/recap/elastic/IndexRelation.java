package fr.recap.elastic;

import fr.recap.config.ElasticsearchSettings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SQLContext;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.sources.BaseRelation;
import org.apache.spark.sql.sources.Filter;
import org.apache.spark.sql.sources.PrunedFilteredScan;
import org.apache.spark.sql.sources.PrunedScan;
import org.apache.spark.sql.types.StructType;
import org.elasticsearch.hadoop.cfg.ConfigurationOptions;
import org.elasticsearch.spark.sql.DefaultSource;
import scala.collection.JavaConverters;

/**
 * An index as the connector's source {@code es} reads it, by two differences. A plan shows its name
 * and not the settings of the connection, which hold the password. And conditions are left to
 * Spark: the connector would turn {@code =} into a search for the words of the text, which finds no
 * text that has stop words alone.
 */
public final class IndexRelation extends BaseRelation implements PrunedScan {
  private final SQLContext session;
  private final String index;
  private final BaseRelation connector;

  private IndexRelation(SQLContext session, String index, BaseRelation connector) {
    this.session = session;
    this.index = index;
    this.connector = connector;
  }

  /**
   * The documents of an index as rows, the fields as columns.
   *
   * @param index name or alias of one that is there
   * @param arrays fields that may hold several values
   * @param query JSON that says which documents; empty for all
   */
  public static Dataset<Row> read(
      SparkSession spark,
      ElasticsearchSettings settings,
      String index,
      List<String> arrays,
      Optional<String> query) {
    Map<String, String> all = ConnectorSettings.reading(settings, index, arrays);
    query.ifPresent(json -> all.put(ConfigurationOptions.ES_QUERY, json));
    SQLContext session = spark.sqlContext();
    BaseRelation connector =
        new DefaultSource()
            .createRelation(
                session,
                scala.collection.immutable.Map$.MODULE$
                    .<String, String>empty()
                    .$plus$plus(JavaConverters.mapAsScalaMap(all)));
    return session.baseRelationToDataFrame(new IndexRelation(session, index, connector));
  }

  @Override
  public SQLContext sqlContext() {
    return session;
  }

  @Override
  public StructType schema() {
    return connector.schema();
  }

  @Override
  public RDD<Row> buildScan(String[] columns) {
    return ((PrunedFilteredScan) connector).buildScan(columns, new Filter[0]);
  }

  @Override
  public String toString() {
    return "index " + index;
  }
}
