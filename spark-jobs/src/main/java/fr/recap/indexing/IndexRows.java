package fr.recap.indexing;

import fr.recap.config.ElasticsearchSettings;
import fr.recap.config.RefusedInputException;
import fr.recap.elastic.ElasticClient;
import fr.recap.elastic.IndexAdmin;
import fr.recap.elastic.IndexRelation;
import fr.recap.elastic.SupportedServers;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Indices as Datasets, for those who look into them. */
public final class IndexRows {
  private IndexRows() {}

  /**
   * The documents of an index; each action reads them anew.
   *
   * @param index name or alias
   * @param query in Elasticsearch's JSON, such as {@code {"query": {"match": {"denom":
   *     "boulangerie"}}}}; empty for all documents
   * @throws RefusedInputException if there is no such index
   * @throws fr.recap.config.ConfigException if the server can't be reached or is too new or old
   */
  public static Dataset<Row> read(
      SparkSession spark, ElasticsearchSettings settings, String index, Optional<String> query) {
    try (ElasticClient client = ElasticClient.open(settings)) {
      SupportedServers.check(client);
      if (!new IndexAdmin(client).exists(index)) {
        throw new RefusedInputException(
            "There is no index %s (setting indices.*): 'recap index' makes them".formatted(index));
      }
    }
    return IndexRelation.read(spark, settings, index, List.of(ExactKeys.OF_NAMES), query);
  }
}
