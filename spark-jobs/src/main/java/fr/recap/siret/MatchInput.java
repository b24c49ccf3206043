package fr.recap.siret;

import fr.recap.tables.Rp;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Columns of the forms that are matched: those of {@link Rp#TABLE} and what earlier coders say of
 * the form.
 */
public final class MatchInput {
  /** Degrees north of the workplace; null if it is not geocoded. */
  public static final String LATITUDE = "latitude";

  /** Degrees east of the workplace; null if it is not geocoded. */
  public static final String LONGITUDE = "longitude";

  /** Predicted activities (sub-classes of NAF), the best first; null if there is none. */
  public static final String NAF_CODES = "naf_codes";

  /** Scores of the predicted activities, as many as there are codes; null if there is none. */
  public static final String NAF_SCORES = "naf_scores";

  private MatchInput() {}

  /** The schema. */
  public static StructType schema() {
    return Rp.TABLE
        .schema()
        .add(LATITUDE, DataTypes.DoubleType)
        .add(LONGITUDE, DataTypes.DoubleType)
        .add(NAF_CODES, DataTypes.createArrayType(DataTypes.StringType))
        .add(NAF_SCORES, DataTypes.createArrayType(DataTypes.DoubleType));
  }
}
