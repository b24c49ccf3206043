package fr.recap.vectors;

import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;

/** The SQL function {@code recap_fasttext} on a published version, for one session. */
public final class VectorFunctions {
  private VectorFunctions() {}

  /**
   * Lets {@code recap_fasttext(text)} answer from a version that each machine fetches once, in
   * place of the file that {@code spark.recap.fasttext.model} names.
   */
  public static void register(SparkSession spark, PublishedVectors vectors) {
    UDF1<String, float[]> function = text -> text == null ? null : vectors.get().sentence(text);
    spark
        .udf()
        .register(
            "recap_fasttext", function, DataTypes.createArrayType(DataTypes.FloatType, false));
  }
}
