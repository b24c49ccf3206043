package fr.recap.siret;

import fr.recap.models.BinaryArrays;
import java.io.Serializable;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** A candidate that was compared with its form: what speaks for it. */
final class ComparedCandidate implements Serializable {
  private static final long serialVersionUID = 1L;

  static final StructType SCHEMA =
      new StructType()
          .add("siret", DataTypes.StringType)
          .add("apet", DataTypes.StringType)
          .add("similarite", DataTypes.DoubleType)
          .add("nb_fois_trouve", DataTypes.IntegerType)
          .add("naf_score", DataTypes.DoubleType)
          .add("caracteristiques", DataTypes.BinaryType);

  private static final int SIREN = 9;

  private final String siret;
  private final String apet;
  private final double similarity;
  private final int timesFound;
  private final double activityScore;
  private final float[] features;

  /**
   * @param siret 14 digits
   * @param apet its activity, normalised; null if it has none
   * @param similarity of the texts, from 0 to 1
   * @param timesFound see {@link Candidate#timesFound}
   * @param activityScore the form's predicted score of its activity; 0 if it isn't predicted
   * @param features in the order of the {@link FeatureSet} that was asked for
   */
  ComparedCandidate(
      String siret,
      String apet,
      double similarity,
      int timesFound,
      double activityScore,
      float[] features) {
    this.siret = siret;
    this.apet = apet;
    this.similarity = similarity;
    this.timesFound = timesFound;
    this.activityScore = activityScore;
    this.features = features;
  }

  String siret() {
    return siret;
  }

  /** Number of the legal unit. */
  String siren() {
    return siret.substring(0, Math.min(SIREN, siret.length()));
  }

  String apet() {
    return apet;
  }

  double similarity() {
    return similarity;
  }

  int timesFound() {
    return timesFound;
  }

  double activityScore() {
    return activityScore;
  }

  /** Not a copy: must not be changed. */
  float[] features() {
    return features;
  }

  /** The same with other features. */
  ComparedCandidate with(float[] others) {
    return new ComparedCandidate(siret, apet, similarity, timesFound, activityScore, others);
  }

  Row toRow() {
    return RowFactory.create(
        siret, apet, similarity, timesFound, activityScore, BinaryArrays.toBytes(features));
  }

  static ComparedCandidate of(Row row) {
    return new ComparedCandidate(
        row.getString(0),
        row.getString(1),
        row.getDouble(2),
        row.getInt(3),
        row.getDouble(4),
        BinaryArrays.toFloats(row.getAs(5)));
  }
}
