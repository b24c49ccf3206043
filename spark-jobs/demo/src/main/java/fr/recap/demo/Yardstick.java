package fr.recap.demo;

import fr.recap.config.RecapConfig;
import fr.recap.evaluation.Evaluation;
import fr.recap.evaluation.Measures;
import fr.recap.forms.CodedFormRows;
import fr.recap.models.ModelRef;
import fr.recap.nomenclature.CodeNomenclature;
import fr.recap.nomenclature.Nomenclature;
import fr.recap.nomenclature.NomenclatureCoding;
import fr.recap.nomenclature.TrainNomenclature;
import fr.recap.noncodable.NoncodableStudy;
import fr.recap.postgres.Postgres;
import fr.recap.postgres.PostgresSnapshot;
import fr.recap.siret.MatchInput;
import fr.recap.siret.SiretStudy;
import fr.recap.tables.CodageAutoResults;
import fr.recap.tables.Rp;
import fr.recap.tables.Sirus;
import fr.recap.tables.Truth;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/**
 * What the original system and the coder before it reached on 65,740 real forms of 2020, and what
 * they reach on forms of the demo: generated forms are as hard as real ones if these agree.
 */
final class Yardstick {
  /** First SIRET right, of forms that have one (84 %), by the original's searches and formula. */
  private static final double SIRET_TOP_1 = 0.61;

  private static final double SIRET_TOP_10 = 0.80;

  /** Non-codable forms found at a precision of 0.80 by the original's features: 0.08 to 0.16. */
  private static final double NON_CODABLE_RECALL = 0.16;

  private static final double PREVIOUS_TOP_1 = 0.58;
  private static final double PREVIOUS_AUTOMATIC = 0.45;

  private final SparkSession spark;
  private final RecapConfig config;
  private final int measured;

  /**
   * @param forms with a SIRET, on which it is measured
   */
  Yardstick(SparkSession spark, RecapConfig config, int forms) {
    this.spark = spark;
    this.config = config;
    this.measured = forms;
  }

  /**
   * Measures the original's way on a sample of the campaign's forms; its two weights are learned
   * from half as many of the year before. Register and history are indexed, the coder of activities
   * published.
   *
   * @return shares of the forms, to be followed by those of {@link #previous}
   */
  List<TargetRate> original() throws IOException {
    String activity = config.siret().activity();
    ModelRef coder =
        ModelRef.resolve(
            config, TrainNomenclature.model(activity), config.nomenclature(activity).model());
    try (PostgresSnapshot tables = PostgresSnapshot.open(spark, config.postgres())) {
      Dataset<Row> lastYear = tables.read(config.tables().trainingForms(), Rp.TABLE);
      Dataset<Row> forms = known(tables);
      Map<String, Double> siret =
          new SiretStudy(spark, config.with(config.siret().original()))
              .measure(
                  tables.read(config.tables().sirus(), Sirus.TABLE),
                  lastYear,
                  labels(tables),
                  coded(sample(lastYear, measured / 2), geoOfLastYear(tables), coder),
                  coded(sample(forms, measured), geoOfForms(tables), coder),
                  () -> 0);
      Map<String, Double> noncodable = new NoncodableStudy(spark, config).original(lastYear, forms);
      return List.of(
          new TargetRate(
              "original: first SIRET right, of forms with one",
              SIRET_TOP_1,
              siret.get("top-1.of-those-with-siret")),
          new TargetRate(
              "original: SIRET among the first ten",
              SIRET_TOP_10,
              siret.get("top-10.of-those-with-siret")),
          new TargetRate(
              "original: non-codable forms found at a precision of 0.80, at most",
              NON_CODABLE_RECALL,
              noncodable.get("recall-at-precision-0.80")));
    }
  }

  /** Shares of the coder before the original, which the evaluation has of all forms. */
  static List<TargetRate> previous(Evaluation evaluation) {
    Measures previous = evaluation.previousCoder().get(CodageAutoResults.CODES.get(0));
    double forms = previous.forms();
    return List.of(
        new TargetRate(
            "previous coder: SIRET right, of all forms", PREVIOUS_TOP_1, previous.top1() / forms),
        new TargetRate(
            "previous coder: coded automatically", PREVIOUS_AUTOMATIC, previous.auto() / forms));
  }

  /** The campaign's forms with their true establishments as {@code siret_dec}. */
  private Dataset<Row> known(PostgresSnapshot tables) {
    Dataset<Row> truth =
        tables
            .read(config.tables().truth(), Truth.TABLE)
            .select(functions.col(Truth.CABBI), functions.col(Truth.SIRET).as(Rp.SIRET_DEC));
    return Rp.TABLE.select(
        tables.read(config.tables().forms(), Rp.TABLE).drop(Rp.SIRET_DEC).join(truth, Rp.CABBI));
  }

  private Dataset<Row> sample(Dataset<Row> forms, int withSiret) {
    return SiretStudy.sample(forms, withSiret, config.seed());
  }

  private Map<String, String> labels(PostgresSnapshot tables) {
    Nomenclature tree =
        Nomenclature.read(
            config.activity().root(),
            tables.read(config.tables().nomenclatures()),
            tables.read(config.tables().modalites()));
    Map<String, String> labels = new TreeMap<>();
    for (int leaf : tree.leaves()) {
      labels.put(tree.code(leaf), tree.label(leaf));
    }
    return labels;
  }

  private Dataset<Row> geoOfLastYear(PostgresSnapshot tables) {
    return MatchInput.places(
        tables, new Postgres(config.postgres()), config.tables().trainingFormsGeo());
  }

  private Dataset<Row> geoOfForms(PostgresSnapshot tables) {
    return MatchInput.places(tables, new Postgres(config.postgres()), config.tables().formsGeo());
  }

  private Dataset<Row> coded(Dataset<Row> forms, Dataset<Row> geo, ModelRef coder) {
    return MatchInput.locate(
        CodeNomenclature.transform(
            CodedFormRows.of(forms), NomenclatureCoding.of(config.activity(), coder, true)),
        geo);
  }
}
