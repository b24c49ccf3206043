package fr.recap.evaluation;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.posexplode;
import static org.apache.spark.sql.functions.substring;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import fr.recap.tables.Rp;
import fr.recap.tables.Sirus;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Establishments in another order: the candidates of a form that lie in its commune before the
 * others, each of the two in the order of the matcher. What is coded automatically stays so. A form
 * whose commune is not known keeps its order.
 */
final class CommuneFirst {
  /** Name of the order, among the codes. */
  static final String CODE = "siret_commune_first";

  /** Columns of the register that tell where establishments lie. */
  static final List<String> REGISTER = List.of(Sirus.SIRUS_ID, Sirus.NIC, Sirus.ADR_ET_LOC_GEO);

  private static final int COMMUNE_CHARACTERS = 5;
  private static final String RANK = "rank";
  private static final String AT = "at";
  private static final String SIRET = "candidate";
  private static final String LIES_IN = "lies_in";
  private static final String REORDERED = "reordered";

  private CommuneFirst() {}

  /**
   * The forms with the columns of a code, {@link #CODE}.
   *
   * @param judged rows of {@link JudgedForms}
   * @param register with the columns {@link #REGISTER}
   */
  static Dataset<Row> of(Dataset<Row> judged, Dataset<Row> register) {
    return judged
        .join(ranks(judged, register), Rp.CABBI, "left")
        .select(
            col(Rp.CABBI),
            array(lit(JudgedForms.ALL)).as(JudgedForms.GROUPS),
            col(JudgedForms.truth(Scope.SIRET)).as(JudgedForms.truth(CODE)),
            col(JudgedForms.said(Scope.SIRET)).as(JudgedForms.said(CODE)),
            coalesce(col(REORDERED), col(JudgedForms.rank(Scope.SIRET))).as(JudgedForms.rank(CODE)),
            col(JudgedForms.auto(Scope.SIRET)).as(JudgedForms.auto(CODE)));
  }

  /** The places of the true establishments that are among the candidates, by cabbi. */
  private static Dataset<Row> ranks(Dataset<Row> judged, Dataset<Row> register) {
    Dataset<Row> candidates =
        judged
            .where(col(JudgedForms.rank(Scope.SIRET)).gt(0))
            .select(
                col(Rp.CABBI),
                col(JudgedForms.COMMUNE),
                col(JudgedForms.rank(Scope.SIRET)).as(RANK),
                posexplode(col(JudgedForms.CANDIDATES)).as(new String[] {AT, SIRET}));
    Dataset<Row> communes =
        register
            .groupBy(concat(col(Sirus.SIRUS_ID), col(Sirus.NIC)).as(SIRET))
            .agg(
                min(substring(JudgedForms.text(Sirus.ADR_ET_LOC_GEO), 1, COMMUNE_CHARACTERS))
                    .as(LIES_IN));
    Column here = coalesce(col(LIES_IN).equalTo(col(JudgedForms.COMMUNE)), lit(false));
    Column place = col(AT).plus(1);
    return candidates
        .join(communes, SIRET, "left")
        .groupBy(col(Rp.CABBI), col(RANK))
        .agg(
            max(here.and(place.equalTo(col(RANK)))).as("true_here"),
            number(here.and(place.lt(col(RANK)))).as("here_before"),
            number(here.and(place.gt(col(RANK)))).as("here_behind"))
        .select(
            col(Rp.CABBI),
            when(col("true_here"), col("here_before").plus(1))
                .otherwise(col(RANK).plus(col("here_behind")))
                .cast("int")
                .as(REORDERED));
  }

  private static Column number(Column condition) {
    return sum(when(condition, 1).otherwise(0));
  }
}
