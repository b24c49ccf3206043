package fr.recap.siret;

import fr.recap.config.TableName;
import fr.recap.postgres.Postgres;
import fr.recap.postgres.PostgresSnapshot;
import fr.recap.tables.NomenclatureProjections;
import fr.recap.tables.Rp;
import fr.recap.tables.RpGeo;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Columns of the forms that are matched: those of {@link Rp#TABLE} and what earlier coders say of
 * the form.
 */
public final class MatchInput {
  /** Degrees north of the workplace; null if it is not geocoded, or where that is no place. */
  public static final String LATITUDE = "latitude";

  /** Degrees east of the workplace; null where the latitude is. */
  public static final String LONGITUDE = "longitude";

  /** Commune of the workplace that geocoding found; null if it found none, or didn't look. */
  public static final String COMMUNE = "geo_commune";

  /** How sure that commune is, 0 to 1; null without it. */
  public static final String COMMUNE_SCORE = "geo_commune_score";

  /** Predicted activities (sub-classes of NAF), the best first; null if there is none. */
  public static final String NAF_CODES = "naf_codes";

  /** Scores of the predicted activities, as many as there are codes; null if there is none. */
  public static final String NAF_SCORES = "naf_scores";

  /**
   * The only establishment that bears the name of the employer in its commune, or where all earlier
   * forms of its wording led; null if there is none, or nobody looked ({@link ExactMatches}).
   */
  public static final String EXACT_SIRET = "exact_siret";

  /** Earlier forms that led there, not this one; null without such an establishment. */
  public static final String EXACT_FORMS = "exact_forms";

  private static final String NAF = "naf";

  private MatchInput() {}

  /** The schema. */
  public static StructType schema() {
    return Rp.TABLE
        .schema()
        .add(LATITUDE, DataTypes.DoubleType)
        .add(LONGITUDE, DataTypes.DoubleType)
        .add(COMMUNE, DataTypes.StringType)
        .add(COMMUNE_SCORE, DataTypes.DoubleType)
        .add(NAF_CODES, DataTypes.createArrayType(DataTypes.StringType))
        .add(NAF_SCORES, DataTypes.createArrayType(DataTypes.DoubleType))
        .add(EXACT_SIRET, DataTypes.StringType)
        .add(EXACT_FORMS, DataTypes.IntegerType);
  }

  /**
   * Where forms lie, one row a form; empty if there is no such table.
   *
   * @return the columns of {@link RpGeo#TABLE}, perhaps with those of {@link RpGeo#GEOCODED}
   */
  public static Dataset<Row> places(PostgresSnapshot snapshot, Postgres postgres, TableName geo) {
    return postgres.exists(geo)
        ? snapshot.read(geo, RpGeo.TABLE, RpGeo.GEOCODED).dropDuplicates(RpGeo.CABBI)
        : SparkSession.active().createDataFrame(List.of(), RpGeo.TABLE.schema());
  }

  /**
   * Joins what is known of forms.
   *
   * @param forms with the columns of {@link Rp#TABLE}
   * @param geo with those of {@link RpGeo#TABLE} and, as far as it has them, of {@link
   *     RpGeo#GEOCODED}; forms that it lacks are not geocoded
   * @param naf projections of the nomenclature naf; forms that it lacks have no activity
   */
  public static Dataset<Row> of(Dataset<Row> forms, Dataset<Row> geo, Dataset<Row> naf) {
    Dataset<Row> places =
        RpGeo.GEOCODED
            .complete(geo)
            .select(
                functions.col(RpGeo.CABBI),
                functions.when(RpGeo.located(), functions.col(RpGeo.LATITUDE)).as(LATITUDE),
                functions.when(RpGeo.located(), functions.col(RpGeo.LONGITUDE)).as(LONGITUDE),
                functions.col(RpGeo.COMMUNE).as(COMMUNE),
                functions.col(RpGeo.COMMUNE_SCORE).as(COMMUNE_SCORE));
    Dataset<Row> activities =
        naf.select(
            functions.col(Rp.CABBI),
            ranks(rank -> NomenclatureProjections.code(NAF, rank)).as(NAF_CODES),
            ranks(rank -> NomenclatureProjections.score(NAF, rank)).as(NAF_SCORES));
    return Rp.TABLE
        .select(forms)
        .join(places, new String[] {Rp.CABBI}, "left")
        .join(activities, new String[] {Rp.CABBI}, "left")
        .withColumn(EXACT_SIRET, functions.lit(null).cast(DataTypes.StringType))
        .withColumn(EXACT_FORMS, functions.lit(null).cast(DataTypes.IntegerType))
        .select(Arrays.stream(schema().fieldNames()).map(functions::col).toArray(Column[]::new));
  }

  /**
   * Spreads forms over as many tasks. Not by the key itself: forms that a join has just put in
   * order of it would be left as they are, and small partitions merged into one.
   */
  public static Dataset<Row> spread(Dataset<Row> forms, int tasks) {
    return forms.repartition(tasks, functions.xxhash64(functions.col(Rp.CABBI)));
  }

  /** The filled ranks as an array. */
  private static Column ranks(IntFunction<String> column) {
    return functions.array_compact(
        functions.array(
            IntStream.range(0, NomenclatureProjections.RANKS)
                .mapToObj(rank -> functions.col(column.apply(rank)))
                .toArray(Column[]::new)));
  }
}
