package fr.recap.siret;

import fr.recap.config.RecapConfig;
import fr.recap.models.ModelRef;
import fr.recap.models.Verifier;
import fr.recap.siret.AutomaticCoding.Decision;
import fr.recap.siret.Formula.Ranked;
import fr.recap.tables.BiTopk;
import fr.recap.tables.Rp;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
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
   * @param model the published version that ranks
   * @return the columns of {@link BiTopk#TABLE}, then {@link #SIRET_ERROR} and {@link #SIRET_APET}
   */
  public static Dataset<Row> transform(Dataset<Row> forms, ModelRef model, RecapConfig config) {
    return CandidateRetrieval.transform(
        forms,
        config,
        () -> SiretModel.of(model).pairs(),
        (found, candidates) -> rank(found, candidates, SiretModel.of(model)),
        SCHEMA);
  }

  /** Checks a training of this model before it is published. */
  public static Verifier verifier() {
    return SiretModel::verify;
  }

  private static Row rank(Retrieved found, List<Evidence> candidates, SiretModel model) {
    List<Ranked> best = model.formula().best(candidates, BiTopk.RANKS);
    Decision decision = best.isEmpty() ? new Decision(false, 0) : model.automatic().decide(best);
    String apet = best.isEmpty() ? null : best.get(0).evidence().apet();
    return toRow(
        Rows.text(found.form(), Rp.CABBI), best, decision, found.error().orElse(null), apet);
  }

  private static Row toRow(
      String cabbi, List<Ranked> best, Decision decision, String error, String apet) {
    Object[] values = new Object[SCHEMA.size()];
    values[0] = cabbi;
    values[1] = new Float[0];
    int at = 2;
    for (int rank = 0; rank < BiTopk.RANKS; rank++) {
      boolean filled = rank < best.size();
      Ranked ranked = filled ? best.get(rank) : null;
      values[at++] = filled ? ranked.evidence().siret() : null;
      values[at++] = filled ? ranked.score() : null;
      values[at++] = filled ? ranked.evidence().similarity() : null;
      values[at++] = filled ? ranked.evidence().timesFound() : null;
      values[at++] = filled ? ranked.evidence().nafScore() : null;
      values[at++] = rank == 0 && decision.automatic();
      values[at++] = rank == 0 ? decision.probability() : 0.0;
    }
    values[at++] = error;
    values[at] = apet;
    return RowFactory.create(values);
  }
}
