package fr.recap.noncodable;

import fr.recap.config.NomenclatureSettings;
import fr.recap.config.RecapConfig;
import fr.recap.models.ModelRef;
import fr.recap.nomenclature.CodeNomenclature;
import fr.recap.nomenclature.TrainNomenclature;
import fr.recap.postgres.Postgres;
import fr.recap.postgres.PostgresSnapshot;
import fr.recap.siret.FlatColumns;
import fr.recap.siret.MatchInput;
import fr.recap.siret.MatchSiret;
import fr.recap.siret.TrainSiret;
import java.io.IOException;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/**
 * What the matcher of establishments says of training forms.
 *
 * @param evidence whether it is asked at all
 * @param models that it needs, by name
 * @param matching from forms to its results
 */
record Matches(boolean evidence, Map<String, String> models, UnaryOperator<Dataset<Row>> matching) {
  private static final String NAF = "naf";
  private static final int TASKS_PER_CORE = 4;

  /** Nothing is asked. */
  static Matches none(SparkSession spark) {
    return new Matches(false, Map.of(), forms -> spark.emptyDataFrame());
  }

  /**
   * The published matcher, with the published coder of activities, in the indices of the settings.
   *
   * @throws fr.recap.config.ConfigException if one of the two is not published
   */
  static Matches published(SparkSession spark, RecapConfig config, PostgresSnapshot snapshot)
      throws IOException {
    NomenclatureSettings settings = config.nomenclature(NAF);
    ModelRef naf = ModelRef.resolve(config, TrainNomenclature.model(NAF), settings.model());
    ModelRef siret = ModelRef.resolve(config, MatchSiret.MODEL, config.siret().model());
    Dataset<Row> geo =
        MatchInput.places(
            snapshot, new Postgres(config.postgres()), config.tables().trainingFormsGeo());
    int tasks = TASKS_PER_CORE * spark.sparkContext().defaultParallelism();
    return new Matches(
        true,
        Map.of(NAF, naf.version(), "siret", siret.version()),
        forms ->
            FlatColumns.matched(
                MatchSiret.transform(
                    MatchInput.spread(
                        MatchSiret.lookUp(
                            MatchInput.locate(
                                FlatColumns.flow(
                                    forms,
                                    CodeNomenclature.unlearnedEvidence(forms, settings, naf),
                                    NAF),
                                geo),
                            snapshot,
                            siret,
                            config),
                        tasks),
                    siret,
                    config)));
  }

  /** The matcher's results for forms; empty if it is not asked. */
  Dataset<Row> of(Dataset<Row> forms) {
    return matching.apply(forms);
  }

  /**
   * Which forms the matcher has not learned. It learns those that come first in the order of a hash
   * of cabbi, as the settings have it; a matcher that was trained with other settings has others.
   */
  Column notLearned(Dataset<Row> forms, RecapConfig config) {
    return evidence ? functions.not(TrainSiret.learnsFrom(forms, config)) : functions.lit(true);
  }
}
