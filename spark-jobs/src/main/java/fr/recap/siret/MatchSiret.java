package fr.recap.siret;

import fr.recap.config.RecapConfig;
import fr.recap.elastic.ElasticClient;
import fr.recap.elastic.IndexAdmin;
import fr.recap.forms.CodedFormRows;
import fr.recap.forms.PartRows;
import fr.recap.indexing.IndexSource;
import fr.recap.models.ModelRef;
import fr.recap.models.Verifier;
import fr.recap.postgres.Postgres;
import fr.recap.postgres.PostgresSnapshot;
import fr.recap.register.PublishedRegister;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/** Gives forms the ten establishments that they most likely mean. */
public final class MatchSiret {
  /** Name of the model in the store. */
  public static final String MODEL = SiretModel.NAME;

  private MatchSiret() {}

  /**
   * Matches forms lazily; every form has its row.
   *
   * @param flow forms ({@link CodedFormRows}) with the predictions of the nomenclature {@code
   *     siret.activity} and, as far as known, where they lie and where their exact name leads
   * @param model the published version that ranks; its plan says how candidates are searched for
   * @return the flow with the column {@link CodedFormRows#MATCH}
   */
  public static Dataset<Row> transform(Dataset<Row> flow, ModelRef model, RecapConfig config) {
    return transform(flow, model, config, OptionalDouble.empty());
  }

  /**
   * Matches forms likewise.
   *
   * @param threshold that people have chosen for the establishment, if they have
   */
  public static Dataset<Row> transform(
      Dataset<Row> flow, ModelRef model, RecapConfig config, OptionalDouble threshold) {
    StructType schema = flow.schema().add(CodedFormRows.MATCH, PartRows.MATCH);
    // An OptionalDouble can't be sent to executors.
    Double chosen = threshold.isPresent() ? threshold.getAsDouble() : null;
    return CandidateRetrieval.transform(
        flow,
        config,
        SiretModel.of(model).plan(),
        () -> {
          MatchMaker maker = new MatchMaker(SiretModel.of(model));
          OptionalDouble decided =
              chosen == null ? OptionalDouble.empty() : OptionalDouble.of(chosen);
          return (form, found) ->
              CodedFormRows.append(form, PartRows.of(maker.match(found).decided(decided)), schema);
        },
        schema);
  }

  /**
   * Looks forms up by the exact name and commune of their employer, if the model's plan does, so
   * that they need no search; lazily. This is where exact names are joined.
   *
   * @param flow forms with the predictions of the nomenclature {@code siret.activity} and where
   *     they lie
   * @param snapshot with the register and the history
   * @return the flow with the column {@link CodedFormRows#EXACT} if the plan looks up
   */
  public static Dataset<Row> lookUp(
      Dataset<Row> flow, PostgresSnapshot snapshot, ModelRef model, RecapConfig config) {
    return SiretModel.of(model).plan().joinsExactMatches()
        ? ExactMatches.read(snapshot, new Postgres(config.postgres()), config)
            .fill(flow, config.siret().activity())
        : flow;
  }

  /**
   * The index of the register that a model's plan searches.
   *
   * @return empty if it searches on a server
   * @throws fr.recap.config.ConfigException if no version is published
   */
  public static Optional<ModelRef> register(ModelRef model, RecapConfig config) {
    return SiretModel.of(model).plan().inRegister()
        ? Optional.of(PublishedRegister.resolve(config).ref())
        : Optional.empty();
  }

  /**
   * What a model searches in and how, as text: the tables that the index of the register was made
   * of, or the versions of the indices of a server. What clerks have validated in the campaign
   * itself is left out, since it grows from hour to hour.
   */
  public static String searched(ModelRef model, RecapConfig config) {
    List<IndexSource> history = IndexSource.history(config);
    return "activity=%s check-siren=%s trusts-siretc=%s history=%s in=%s"
        .formatted(
            config.siret().activity(),
            config.siret().checkSiren(),
            config.siret().historyTrustsSiretc(),
            history.stream().map(IndexSource::rows).toList(),
            register(model, config)
                .map(MatchSiret::madeOf)
                .orElseGet(() -> indices(config, history)));
  }

  private static String madeOf(ModelRef register) {
    try {
      return register.manifest().facts().dataFingerprint();
    } catch (IOException e) {
      throw new UncheckedIOException("The manifest of " + register.version(), e);
    }
  }

  private static String indices(RecapConfig config, List<IndexSource> history) {
    try (ElasticClient client = ElasticClient.open(config.elasticsearch())) {
      IndexAdmin admin = new IndexAdmin(client);
      List<String> versions = new ArrayList<>(admin.versions(config.indices().sirus()));
      history.stream()
          .filter(source -> source.rows() == IndexSource.Rows.ALL)
          .forEach(source -> versions.addAll(admin.versions(source.alias())));
      return versions.toString();
    }
  }

  /** Checks a training of this model before it is published. */
  public static Verifier verifier() {
    return ModelCheck::verify;
  }
}
