package fr.recap.siret;

import fr.recap.config.ConfigException;
import fr.recap.config.ElasticsearchSettings;
import fr.recap.config.IndexSettings;
import fr.recap.config.RecapConfig;
import fr.recap.config.SiretSettings;
import fr.recap.elastic.ElasticClient;
import fr.recap.elastic.IndexAdmin;
import fr.recap.elastic.MultiSearch;
import fr.recap.tables.Rp;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Finds the establishments that a form may mean, with what speaks for each of them. */
final class CandidateRetrieval {
  /** Column: the candidates in order of SIRET, {@link Evidence#SCHEMA}. */
  static final String CANDIDATES = "candidats";

  /** Column: searches of the form. */
  static final String SEARCHES = "recherches";

  /** Column: searches that were sent, those left out that an earlier form had sent as well. */
  static final String SENT = "recherches_envoyees";

  static final StructType SCHEMA =
      new StructType()
          .add(Rp.CABBI, DataTypes.StringType, false)
          .add(CANDIDATES, DataTypes.createArrayType(Evidence.SCHEMA))
          .add(SEARCHES, DataTypes.IntegerType)
          .add(SENT, DataTypes.IntegerType)
          .add(MatchSiret.SIRET_ERROR, DataTypes.StringType);

  private CandidateRetrieval() {}

  /** Gives each JVM what it needs of a model; called once a partition. */
  @FunctionalInterface
  interface ScorerSource extends Serializable {
    PairScorer get();
  }

  /** Makes the row of a form out of what was found for it and how alike that is. */
  @FunctionalInterface
  interface RowMaker extends Serializable {
    Row row(Retrieved found, List<Evidence> candidates);
  }

  /** The searches and comparisons of a model, as sent to executors. */
  record Method(SiretModel.Plan plan, SiretSettings.Ranking ranking) implements Serializable {}

  private record Searching(
      ElasticsearchSettings elasticsearch,
      IndexSettings indices,
      Method method,
      ScorerSource scorer,
      RowMaker maker)
      implements Serializable {

    Iterator<Row> search(Iterator<Row> forms) {
      SearchPlan plan = method.plan().load();
      PairScorer.Session pairs = scorer.get().open(plan, method.ranking());
      CandidateSearch search =
          new CandidateSearch(
              plan,
              MultiSearch.shared(elasticsearch),
              indices,
              method.plan().trustsSiretc(),
              CandidateSearch.Unanswered.ENDS_ALL);
      return Iterators.map(search.search(forms), found -> maker.row(found, pairs.score(found)));
    }
  }

  private static Row toRow(Retrieved found, List<Evidence> candidates) {
    return RowFactory.create(
        found.query().cabbi(),
        candidates.stream().map(Evidence::toRow).toArray(Row[]::new),
        found.searches(),
        found.sent(),
        found.error().orElse(null));
  }

  /**
   * Searches for forms with the columns of {@link MatchInput}; the result has those of {@link
   * #SCHEMA}. Parallelism is that of the partitions, bounded by {@code
   * elasticsearch.search.concurrency} an executor.
   */
  static Dataset<Row> transform(
      Dataset<Row> forms, RecapConfig config, Method method, ScorerSource scorer) {
    return transform(forms, config, method, scorer, CandidateRetrieval::toRow, SCHEMA);
  }

  /** Searches likewise, for rows of another kind. */
  static Dataset<Row> transform(
      Dataset<Row> forms,
      RecapConfig config,
      Method method,
      ScorerSource scorer,
      RowMaker maker,
      StructType schema) {
    Searching searching =
        new Searching(config.elasticsearch(), present(config), method, scorer, maker);
    MapPartitionsFunction<Row, Row> search = searching::search;
    // Forms of one employer and place follow each other, so that they can share searches.
    return forms
        .sortWithinPartitions(Rp.RS_X, Rp.CLT_C_C, Rp.CABBI)
        .mapPartitions(search, Encoders.row(schema));
  }

  /**
   * The indices that are there: that of the validated forms is left out until clerks begin.
   *
   * @throws ConfigException if another one is missing
   */
  private static IndexSettings present(RecapConfig config) {
    try (ElasticClient client = ElasticClient.open(config.elasticsearch())) {
      return present(config, new IndexAdmin(client));
    }
  }

  /** The same by a connection that is there. */
  static IndexSettings present(RecapConfig config, IndexAdmin admin) {
    IndexSettings indices = config.indices();
    require(admin, indices.sirus(), "indices.sirus");
    List<String> history = new ArrayList<>();
    for (String index : indices.history()) {
      boolean optional = index.equals(indices.validated());
      if (!optional) {
        require(admin, index, "indices.history");
      }
      if (!optional || admin.exists(index)) {
        history.add(index);
      }
    }
    return indices.withHistory(history);
  }

  private static void require(IndexAdmin admin, String index, String setting) {
    if (!admin.exists(index)) {
      throw new ConfigException(
          "There is no index %s (%s): make it with 'recap index', or correct the setting"
              .formatted(index, setting));
    }
  }
}
