package fr.recap.campaign;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import fr.recap.models.ModelRef;
import fr.recap.models.ThresholdDecision;
import fr.recap.nomenclature.CodeNomenclature;
import fr.recap.tables.BiTopk;
import fr.recap.tables.NomenclatureProjections;
import fr.recap.tables.Noncodable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Applies the threshold that people have chosen for a published version, if they have. */
final class DecidedThreshold {
  private DecidedThreshold() {}

  /** Codes of a nomenclature; a form with an error, coded by its other fields, stays manual. */
  static Dataset<Row> ofNomenclature(String name, Dataset<Row> coded, ModelRef model) {
    return apply(
        coded,
        NomenclatureProjections.CODAGE_AUTO,
        col(NomenclatureProjections.CODAGE_AUTO_PROBA),
        col(CodeNomenclature.error(name)).isNull(),
        decision(model));
  }

  static Dataset<Row> ofSiret(Dataset<Row> matched, ModelRef model) {
    return apply(
        matched,
        BiTopk.top(1, BiTopk.CODAGE_AUTO),
        col(BiTopk.top(1, BiTopk.CODAGE_AUTO_PROBA)),
        col(BiTopk.top(1, BiTopk.SIRET)).isNotNull(),
        decision(model));
  }

  static Dataset<Row> ofNoncodable(Dataset<Row> scored, ModelRef model) {
    return apply(scored, Noncodable.NON_CODABLE, col(Noncodable.SCORE), lit(true), decision(model));
  }

  static Dataset<Row> apply(
      Dataset<Row> rows,
      String flag,
      Column probability,
      Column allowed,
      Optional<ThresholdDecision> decision) {
    return decision.isEmpty()
        ? rows
        : rows.withColumn(
            flag, coalesce(probability.geq(decision.get().threshold()), lit(false)).and(allowed));
  }

  private static Optional<ThresholdDecision> decision(ModelRef model) {
    try {
      return model.manifest().decision();
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The manifest of %s can't be read from %s"
              .formatted(model.version(), model.store().root()),
          e);
    }
  }
}
