package fr.recap.siret;

import fr.recap.config.RecapConfig;
import fr.recap.models.ModelRef;
import fr.recap.models.Verifier;
import fr.recap.postgres.Postgres;
import fr.recap.postgres.PostgresSnapshot;
import fr.recap.siret.AutomaticCoding.Decision;
import fr.recap.siret.CandidateRetrieval.Method;
import fr.recap.tables.BiTopk;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Gives forms the ten establishments that they most likely mean. */
public final class MatchSiret {
  /** Name of the model in the store. */
  public static final String MODEL = SiretModel.NAME;

  /** Column: why the form has no establishment; null if it has one. */
  public static final String SIRET_ERROR = "siret_error";

  /** Column: activity of the first establishment. */
  public static final String SIRET_APET = "siret_apet";

  private static final StructType SCHEMA =
      BiTopk.TABLE
          .schema()
          .add(SIRET_ERROR, DataTypes.StringType)
          .add(SIRET_APET, DataTypes.StringType);

  private MatchSiret() {}

  /**
   * Matches forms lazily; every form has its row.
   *
   * @param forms with the columns of {@link MatchInput}, one row a form
   * @param model the published version that ranks; its plan says how candidates are searched for
   * @return the columns of {@link BiTopk#TABLE}, then {@link #SIRET_ERROR} and {@link #SIRET_APET}
   */
  public static Dataset<Row> transform(Dataset<Row> forms, ModelRef model, RecapConfig config) {
    SiretModel loaded = SiretModel.of(model);
    return CandidateRetrieval.transform(
        forms,
        config,
        new Method(loaded.plan(), loaded.ranking()),
        () -> SiretModel.of(model).pairs(),
        (found, candidates) -> row(found, candidates, SiretModel.of(model)),
        SCHEMA);
  }

  /**
   * Looks forms up by the exact name and commune of their employer, if the model's plan does, so
   * that they need no search; lazily.
   *
   * @param forms with the columns of {@link MatchInput}
   * @param snapshot with the register and the history
   */
  public static Dataset<Row> lookUp(
      Dataset<Row> forms, PostgresSnapshot snapshot, ModelRef model, RecapConfig config) {
    return SiretModel.of(model).plan().exactMatches()
        ? ExactMatches.read(snapshot, new Postgres(config.postgres()), config).fill(forms)
        : forms;
  }

  /**
   * Whether a form has no establishment since a search failed, which says nothing of the form.
   *
   * @param error its {@link #SIRET_ERROR}, perhaps null
   */
  public static boolean failed(String error) {
    return CandidateSearch.failed(error);
  }

  /** Checks a training of this model before it is published. */
  public static Verifier verifier() {
    return ModelCheck::verify;
  }

  /** What is said of a form whose candidates are known; its cells have their names. */
  static Row row(Retrieved found, List<Evidence> candidates, SiretModel model) {
    if (candidates.isEmpty()) {
      return row(found, List.of(), new double[0], Decision.NONE, Decision.NONE, model);
    }
    RankedForm form = new RankedForm(model.ranker().rank(candidates));
    return row(
        found,
        form.ranked(),
        form.shares(),
        model.establishment().decide(form),
        model.unit().decide(form),
        model);
  }

  private static Row row(
      Retrieved found,
      List<Ranked> ranked,
      double[] shares,
      Decision establishment,
      Decision unit,
      SiretModel model) {
    Object[] values = new Object[SCHEMA.size()];
    values[0] = found.query().cabbi();
    values[1] = model.pairs().project(found.query());
    int at = 2;
    for (int rank = 0; rank < BiTopk.RANKS; rank++) {
      boolean filled = rank < ranked.size();
      Evidence evidence = filled ? ranked.get(rank).evidence() : null;
      values[at++] = filled ? evidence.siret() : null;
      values[at++] = filled ? ranked.get(rank).score() : null;
      values[at++] = filled ? evidence.similarity() : null;
      values[at++] = filled ? evidence.timesFound() : null;
      values[at++] = filled ? evidence.nafScore() : null;
      values[at++] = rank == 0 && establishment.automatic();
      values[at++] = rank == 0 ? establishment.probability() : 0.0;
    }
    for (int rank = 0; rank < BiTopk.RANKS; rank++) {
      boolean filled = rank < ranked.size();
      values[at++] = filled ? model.shares().probability(shares[rank]) : null;
      values[at++] = filled ? model.explain(ranked.get(rank).evidence()) : null;
    }
    Optional<Evidence> first = ranked.stream().findFirst().map(Ranked::evidence);
    values[at++] = first.map(Evidence::siren).orElse(null);
    values[at++] = unit.automatic();
    values[at++] = unit.probability();
    values[at++] = found.error().orElse(null);
    values[at] = first.map(Evidence::apet).orElse(null);
    return new GenericRowWithSchema(values, SCHEMA);
  }
}
