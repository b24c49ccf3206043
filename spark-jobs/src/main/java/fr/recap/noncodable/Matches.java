package fr.recap.noncodable;

import fr.recap.config.NomenclatureSettings;
import fr.recap.config.RecapConfig;
import fr.recap.forms.CodedFormRows;
import fr.recap.models.ModelRef;
import fr.recap.nomenclature.CodeNomenclature;
import fr.recap.nomenclature.NomenclatureCoder;
import fr.recap.nomenclature.NomenclatureCoding;
import fr.recap.nomenclature.TrainNomenclature;
import fr.recap.postgres.Postgres;
import fr.recap.postgres.PostgresSnapshot;
import fr.recap.siret.MatchInput;
import fr.recap.siret.MatchSiret;
import fr.recap.siret.TrainSiret;
import fr.recap.tables.Reading;
import java.io.IOException;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * What the matcher of establishments says of training forms.
 *
 * @param evidence whether it is asked at all
 * @param models that it needs, by name
 * @param matching from forms to rows of {@link CodedFormRows} with what it says
 */
record Matches(boolean evidence, Map<String, String> models, UnaryOperator<Dataset<Row>> matching) {
  private static final int TASKS_PER_CORE = 4;

  /** Nothing is asked. */
  static Matches none() {
    return new Matches(false, Map.of(), CodedFormRows::of);
  }

  /** What forms must have to be asked about with {@link #published}. */
  static Reading demand(Reading reading, RecapConfig config) throws IOException {
    NomenclatureSettings settings = config.activity();
    ModelRef activity =
        ModelRef.resolve(config, TrainNomenclature.model(settings.name()), settings.model());
    return MatchInput.demand(NomenclatureCoder.demand(reading, activity));
  }

  /**
   * The published matcher, with the published coder of activities, in the indices of the settings.
   *
   * @throws fr.recap.config.ConfigException if one of the two is not published
   */
  static Matches published(RecapConfig config, PostgresSnapshot snapshot) throws IOException {
    NomenclatureSettings settings = config.activity();
    ModelRef activity =
        ModelRef.resolve(config, TrainNomenclature.model(settings.name()), settings.model());
    ModelRef siret = ModelRef.resolve(config, MatchSiret.MODEL, config.siret().model());
    Dataset<Row> places =
        MatchInput.places(
            snapshot, new Postgres(config.postgres()), config.tables().trainingFormsGeo());
    return new Matches(
        true,
        Map.of(settings.name(), activity.version(), "siret", siret.version()),
        forms ->
            matched(
                forms,
                NomenclatureCoding.outOfFold(settings, activity),
                places,
                snapshot,
                siret,
                config));
  }

  /**
   * What the matcher says of forms.
   *
   * @param activity how their activities are predicted
   * @param places of the forms
   * @return rows of {@link CodedFormRows}
   */
  static Dataset<Row> matched(
      Dataset<Row> forms,
      NomenclatureCoding activity,
      Dataset<Row> places,
      PostgresSnapshot snapshot,
      ModelRef siret,
      RecapConfig config) {
    Dataset<Row> coded = CodeNomenclature.transform(CodedFormRows.of(forms), activity);
    Dataset<Row> known =
        MatchSiret.lookUp(MatchInput.locate(coded, places), snapshot, siret, config);
    int tasks = TASKS_PER_CORE * forms.sparkSession().sparkContext().defaultParallelism();
    return MatchSiret.transform(MatchInput.spread(known, tasks), siret, config);
  }

  /** Forms as rows of {@link CodedFormRows}, with what the matcher says if it is asked. */
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
