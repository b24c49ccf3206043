package fr.recap.siret;

import fr.recap.config.ConfigException;
import fr.recap.config.ElasticsearchSettings;
import fr.recap.config.IndexSettings;
import fr.recap.config.RecapConfig;
import fr.recap.elastic.ElasticClient;
import fr.recap.elastic.IndexAdmin;
import fr.recap.elastic.MultiSearch;
import fr.recap.forms.CodedFormRows;
import fr.recap.register.PublishedRegister;
import fr.recap.tables.Rp;
import java.io.Serializable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/** Finds the establishments that the forms of a Dataset may mean. */
final class CandidateRetrieval {
  private CandidateRetrieval() {}

  /** Makes the row of a form out of that which came in and what was found for it. */
  @FunctionalInterface
  interface RowMaker {
    Row row(Row form, Retrieved found);
  }

  /** Gives each task its own way to make rows. */
  @FunctionalInterface
  interface RowMakers extends Serializable {
    RowMaker open();
  }

  /**
   * The source of candidates of a plan.
   *
   * @param indices those that are there
   * @param unanswered what becomes of a form none of whose searches was answered
   */
  static CandidateSource source(
      SearchPlan plan, MultiSearch client, IndexSettings indices, Unanswered unanswered) {
    RegisterLookup register = new RegisterLookup(client, indices.sirus(), unanswered);
    return new ExactFirst(
        new ExactSource(register), new PlanSource(plan, client, register, indices, unanswered));
  }

  /** Gives each task its source. */
  @FunctionalInterface
  private interface Sources extends Serializable {
    CandidateSource open();
  }

  private record Searching(Sources sources, String activity, RowMakers makers)
      implements Serializable {

    Iterator<Row> search(Iterator<Row> rows) {
      CandidateSource source = sources.open();
      RowMaker maker = makers.open();
      Deque<Row> waiting = new ArrayDeque<>();
      Iterator<SearchedForm> forms =
          Iterators.map(
              rows,
              row -> {
                waiting.add(row);
                return SearchedForm.of(CodedFormRows.read(row), activity);
              });
      return Iterators.map(source.find(forms), found -> maker.row(waiting.remove(), found));
    }
  }

  private static Sources sources(RecapConfig config, SiretModel.Plan plan) {
    if (plan.inRegister()) {
      PublishedRegister register = PublishedRegister.resolveFor(config);
      boolean exact = plan.exactMatches();
      return () -> new RegisterSource(register.get(), exact);
    }
    ElasticsearchSettings elasticsearch = config.elasticsearch();
    IndexSettings indices = present(config);
    return () ->
        source(plan.load(), MultiSearch.shared(elasticsearch), indices, Unanswered.ENDS_ALL);
  }

  /**
   * Searches for the forms of a flow ({@link CodedFormRows}), lazily. Parallelism is that of the
   * partitions, bounded by {@code elasticsearch.search.concurrency} an executor.
   *
   * @param schema of the rows that are made
   * @throws ConfigException if an index is missing, or that of the register doesn't fit the tables
   */
  static Dataset<Row> transform(
      Dataset<Row> flow,
      RecapConfig config,
      SiretModel.Plan plan,
      RowMakers makers,
      StructType schema) {
    Searching searching = new Searching(sources(config, plan), config.siret().activity(), makers);
    MapPartitionsFunction<Row, Row> search = searching::search;
    // Forms of one employer and place follow each other, so that they can share searches.
    return flow.sortWithinPartitions(
            CodedFormRows.form(Rp.RS_X),
            CodedFormRows.form(Rp.CLT_C_C),
            CodedFormRows.form(Rp.CABBI))
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
