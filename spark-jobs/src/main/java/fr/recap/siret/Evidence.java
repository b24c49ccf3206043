package fr.recap.siret;

import fr.recap.models.BinaryArrays;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** What speaks for an establishment. */
final class Evidence {
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
  private final double nafScore;
  private final float[] features;

  /**
   * @param siret 14 digits
   * @param apet its activity, normalised; null if it has none
   * @param similarity of the texts, from 0 to 1
   * @param timesFound see {@link Candidate#timesFound}
   * @param nafScore the form's predicted score of its activity; 0 if it isn't predicted
   * @param features in the order of {@link PairFeatures#names}
   */
  Evidence(
      String siret,
      String apet,
      double similarity,
      int timesFound,
      double nafScore,
      float[] features) {
    this.siret = siret;
    this.apet = apet;
    this.similarity = similarity;
    this.timesFound = timesFound;
    this.nafScore = nafScore;
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

  double nafScore() {
    return nafScore;
  }

  /** Not a copy: must not be changed. */
  float[] features() {
    return features;
  }

  /** The same with other features. */
  Evidence with(float[] others) {
    return new Evidence(siret, apet, similarity, timesFound, nafScore, others);
  }

  Row toRow() {
    return RowFactory.create(
        siret, apet, similarity, timesFound, nafScore, BinaryArrays.toBytes(features));
  }

  static Evidence of(Row row) {
    return new Evidence(
        row.getString(0),
        row.getString(1),
        row.getDouble(2),
        row.getInt(3),
        row.getDouble(4),
        BinaryArrays.toFloats(row.getAs(5)));
  }
}
