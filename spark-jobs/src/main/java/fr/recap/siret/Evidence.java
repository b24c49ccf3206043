package fr.recap.siret;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * What speaks for an establishment.
 *
 * @param siret 14 digits
 * @param apet its activity, normalised; null if it has none
 * @param similarity of the texts, from 0 to 1
 * @param timesFound answers that name it, over all queries
 * @param nafScore the form's predicted score of its activity; 0 if it isn't predicted
 * @param ranks position in the answers of each query, 0 where it is not among them
 */
record Evidence(
    String siret,
    String apet,
    double similarity,
    int timesFound,
    double nafScore,
    List<Integer> ranks) {

  static final StructType SCHEMA =
      new StructType()
          .add("siret", DataTypes.StringType)
          .add("apet", DataTypes.StringType)
          .add("similarite", DataTypes.DoubleType)
          .add("nb_fois_trouve", DataTypes.IntegerType)
          .add("naf_score", DataTypes.DoubleType)
          .add("rangs", DataTypes.createArrayType(DataTypes.IntegerType));

  Row toRow() {
    return RowFactory.create(
        siret, apet, similarity, timesFound, nafScore, ranks.toArray(new Integer[0]));
  }

  static Evidence of(Row row) {
    return new Evidence(
        row.getString(0),
        row.getString(1),
        row.getDouble(2),
        row.getInt(3),
        row.getDouble(4),
        new ArrayList<>(row.getList(5)));
  }
}
