package fr.recap.siret;

import fr.recap.config.TableName;
import fr.recap.forms.CodedFormRows;
import fr.recap.forms.PartRows;
import fr.recap.postgres.Postgres;
import fr.recap.postgres.PostgresSnapshot;
import fr.recap.tables.Reading;
import fr.recap.tables.Rp;
import fr.recap.tables.RpGeo;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/** What forms are given before they are matched: where they lie. */
public final class MatchInput {
  private static final String KEY = "located_cabbi";

  private MatchInput() {}

  /** What forms must have to be matched. */
  public static Reading demand(Reading reading) {
    return reading.demanding(
        List.of(Rp.RS_X), "the name of the employer, by which establishments are found", "");
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
   * Tells forms where they lie, lazily. This is where places are joined.
   *
   * @param flow forms ({@link CodedFormRows})
   * @param places one row a form, with the columns of {@link RpGeo#TABLE} and, as far as it has
   *     them, of {@link RpGeo#GEOCODED}; forms that it lacks are not geocoded
   * @return the flow with the column {@link CodedFormRows#LOCATION}
   */
  public static Dataset<Row> locate(Dataset<Row> flow, Dataset<Row> places) {
    Dataset<Row> located =
        RpGeo.GEOCODED
            .complete(places)
            .select(
                functions.col(RpGeo.CABBI).as(KEY),
                functions
                    .struct(
                        functions.when(RpGeo.located(), functions.col(RpGeo.LATITUDE)),
                        functions.when(RpGeo.located(), functions.col(RpGeo.LONGITUDE)),
                        functions.col(RpGeo.COMMUNE),
                        functions.col(RpGeo.COMMUNE_SCORE))
                    .cast(PartRows.LOCATION)
                    .as(CodedFormRows.LOCATION));
    return flow.join(located, CodedFormRows.form(Rp.CABBI).equalTo(functions.col(KEY)), "left")
        .drop(KEY);
  }

  /**
   * Counts coordinates that are no place: off the globe, not a number, swapped, zero, or one of the
   * two alone.
   *
   * @param places with the columns of {@link RpGeo#TABLE}
   */
  public static long misplaced(Dataset<Row> places) {
    return places
        .filter(
            functions
                .col(RpGeo.LATITUDE)
                .isNotNull()
                .or(functions.col(RpGeo.LONGITUDE).isNotNull())
                .and(functions.not(RpGeo.located())))
        .count();
  }

  /**
   * Spreads forms over as many tasks. Not by the key itself: forms that a join has just put in
   * order of it would be left as they are, and small partitions merged into one.
   */
  public static Dataset<Row> spread(Dataset<Row> flow, int tasks) {
    return flow.repartition(tasks, functions.xxhash64(CodedFormRows.form(Rp.CABBI)));
  }
}
