package fr.recap.campaign;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;

import fr.recap.config.LotSettings;
import fr.recap.config.LotSettings.GroupBy;
import fr.recap.config.NomenclatureSettings;
import fr.recap.config.RecapConfig;
import fr.recap.forms.ProfessionRows;
import fr.recap.tables.BiLot;
import fr.recap.tables.CodageAutoResults;
import fr.recap.tables.Individus;
import fr.recap.tables.Rp;
import fr.recap.tables.Table;
import fr.recap.udfs.address.Departements;
import fr.recap.udfs.text.TextCleaner;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Puts the forms that clerks have to code into lots, and lots into waves.
 *
 * <p>A form goes to the clerks if it is codable and its establishment, or its profession if it
 * declares one, was not coded automatically. Within a group (a département, or all employers),
 * forms are sorted by employer, activity and key before they are cut into lots, so that a clerk
 * sees alike forms together.
 */
final class LotPlan {
  private static final String GROUP = "lot_group";
  private static final String EMPLOYER = "lot_employer";
  private static final String ACTIVITY = "lot_activity";
  private static final String TO_DO = "N";
  private static final String UNKNOWN = "";

  /** Columns of the clerks' forms that are written here. */
  static final List<String> WRITTEN =
      List.of(Individus.LOT_ID, Rp.I_REPRISE_ACT, Rp.I_REPRISE_PROF);

  private static final UserDefinedFunction DEPARTEMENT =
      udf((UDF1<String, String>) Departements::ofCommune, DataTypes.StringType);
  private static final UserDefinedFunction NAME =
      udf((UDF1<String, String>) name -> TextCleaner.forNames().clean(name), DataTypes.StringType);

  private static final StructType SCHEMA =
      BiLot.TABLE
          .schema()
          .add(Rp.I_REPRISE_ACT, DataTypes.StringType)
          .add(Rp.I_REPRISE_PROF, DataTypes.StringType);

  private LotPlan() {}

  /**
   * Names of nomenclatures that a campaign is coded to.
   *
   * @param activity whose codes bring alike forms together
   * @param profession whose codes fill the profession's; empty if no profession is coded
   */
  record Coded(String activity, Optional<String> profession) {
    static Coded of(RecapConfig config) {
      return new Coded(
          config.activity().name(), config.profession().map(NomenclatureSettings::name));
    }
  }

  /**
   * The highest numbers that are taken.
   *
   * @param lot 0 for none
   * @param wave 0 for none
   */
  record Taken(int lot, int wave) {
    static final Taken NONE = new Taken(0, 0);
  }

  /**
   * Plans the lots.
   *
   * @param forms rows with the columns of {@link Rp} that tell employer, place and profession
   * @param results rows of {@link CodageAutoResults}, one a form
   * @param coded which nomenclatures tell activity and profession
   * @param taken numbers of lots and waves go on from these
   * @return one row a form that clerks have to code: cabbi, lot_id, vague_id, i_reprise_act and
   *     i_reprise_prof (N, or null where nothing is to be done)
   */
  static Dataset<Row> plan(
      Dataset<Row> forms, Dataset<Row> results, LotSettings settings, Coded coded, Taken taken) {
    Dataset<Row> sorted =
        toCode(forms, results, settings.groupBy(), coded)
            .sort(col(GROUP), col(EMPLOYER), col(ACTIVITY), col(Rp.CABBI))
            .cache();
    Map<String, long[]> starts = starts(sorted, settings.size());
    int size = settings.size();
    int lotsPerWave = settings.lotsPerWave();
    int lots = taken.lot();
    int waves = taken.wave();
    return forms
        .sparkSession()
        .createDataFrame(
            sorted
                .javaRDD()
                .zipWithIndex()
                .map(
                    indexed -> {
                      Row form = indexed._1;
                      long[] start = starts.get(form.getString(3));
                      int lot = Math.toIntExact(start[1] + (indexed._2 - start[0]) / size + 1);
                      return RowFactory.create(
                          form.getString(0),
                          lots + lot,
                          waves + (lot - 1) / lotsPerWave + 1,
                          form.getString(1),
                          form.getString(2));
                    }),
            SCHEMA);
  }

  /** Columns: cabbi, i_reprise_act, i_reprise_prof, group, employer, activity. */
  private static Dataset<Row> toCode(
      Dataset<Row> forms, Dataset<Row> results, GroupBy groupBy, Coded coded) {
    Column activity = not(col(CodageAutoResults.codageAuto("siret")));
    Column profession =
        coded
            .profession()
            .map(
                name -> not(col(CodageAutoResults.codageAuto(name))).and(ProfessionRows.isFilled()))
            .orElse(lit(false));
    Column group =
        groupBy == GroupBy.DEPARTEMENT
            ? coalesce(
                DEPARTEMENT.apply(col(Rp.CLT_C_C)),
                DEPARTEMENT.apply(col(Rp.DEPCOM_CODE)),
                lit(UNKNOWN))
            : lit(UNKNOWN);
    return forms
        .join(results, Rp.CABBI)
        .where(not(col(CodageAutoResults.NON_CODABLE)).and(activity.or(profession)))
        .select(
            col(Rp.CABBI),
            when(activity, TO_DO).as(Rp.I_REPRISE_ACT),
            when(profession, TO_DO).as(Rp.I_REPRISE_PROF),
            group.as(GROUP),
            coalesce(NAME.apply(col(Rp.RS_X)), lit(UNKNOWN)).as(EMPLOYER),
            coalesce(col(coded.activity()), lit(UNKNOWN)).as(ACTIVITY));
  }

  /** For each group, the position of its first form and the number of lots before it. */
  private static Map<String, long[]> starts(Dataset<Row> sorted, int size) {
    Map<String, long[]> starts = new HashMap<>();
    long forms = 0;
    long lots = 0;
    List<Row> groups = sorted.groupBy(GROUP).count().sort(GROUP).collectAsList();
    for (Row group : groups) {
      starts.put(group.getString(0), new long[] {forms, lots});
      forms += group.getLong(1);
      lots += (group.getLong(1) + size - 1) / size;
    }
    return starts;
  }

  private static Column not(Column flag) {
    return coalesce(flag, lit(false)).equalTo(false);
  }

  /**
   * The forms as clerks see them: those of the output table with their lot and what is to do.
   *
   * @param output all columns of that table
   * @param individus columns of the clerks' table
   */
  static Dataset<Row> individus(Dataset<Row> output, Dataset<Row> plan, Table individus) {
    return individus.select(
        output
            .drop(WRITTEN.toArray(String[]::new))
            .join(plan, output.col(Rp.CABBI).equalTo(plan.col(Rp.CABBI)), "left")
            .drop(plan.col(Rp.CABBI)));
  }
}
