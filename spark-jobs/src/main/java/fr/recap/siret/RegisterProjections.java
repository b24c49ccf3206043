package fr.recap.siret;

import fr.recap.register.RegisterEntry;
import fr.recap.tables.Sirus;
import fr.recap.tables.SirusProjections;
import java.io.Serializable;
import java.util.List;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.LongAccumulator;

/** Establishments in the space of the pair encoder; those that are known already are kept. */
final class RegisterProjections {
  private static final String TEXTS = "textes";
  private static final String[] KEY_AND_HASH = {
    SirusProjections.SIRUS_ID, SirusProjections.NIC, SirusProjections.EMPREINTE
  };
  private static final StructType TEXTS_SCHEMA =
      new StructType()
          .add(SirusProjections.SIRUS_ID, DataTypes.StringType)
          .add(SirusProjections.NIC, DataTypes.StringType)
          .add(TEXTS, DataTypes.createArrayType(DataTypes.StringType));

  private RegisterProjections() {}

  /** Gives each JVM what it needs of a model; called once a partition. */
  @FunctionalInterface
  interface ScorerSource extends Serializable {
    PairScorer get();
  }

  /**
   * Projects lazily.
   *
   * @param register with the columns of {@link Sirus#TABLE}
   * @param earlier projections of the same version, with those of {@link SirusProjections#TABLE}
   * @param version of the encoder
   * @param pairs it, with the labels of activities
   * @param encoded counts the establishments that are encoded
   * @return the columns of {@link SirusProjections#TABLE}
   */
  static Dataset<Row> transform(
      Dataset<Row> register,
      Dataset<Row> earlier,
      String version,
      ScorerSource pairs,
      LongAccumulator encoded) {
    MapPartitionsFunction<Row, Row> texts =
        rows -> {
          PairScorer scorer = pairs.get();
          return Iterators.map(
              rows,
              row ->
                  RowFactory.create(
                      row.getAs(Sirus.SIRUS_ID),
                      row.getAs(Sirus.NIC),
                      PairTexts.of(RegisterEntry.of(row), scorer.labels()).toArray(String[]::new)));
        };
    MapPartitionsFunction<Row, Row> encode =
        rows -> {
          PairScorer scorer = pairs.get();
          return Iterators.map(rows, row -> projected(row, version, scorer, encoded));
        };
    return register
        .mapPartitions(texts, Encoders.row(TEXTS_SCHEMA))
        .withColumn(SirusProjections.EMPREINTE, functions.xxhash64(functions.col(TEXTS)))
        .join(
            earlier.select(
                functions.col(SirusProjections.SIRUS_ID),
                functions.col(SirusProjections.NIC),
                functions.col(SirusProjections.EMPREINTE),
                functions.col(SirusProjections.EMBDEDDING)),
            KEY_AND_HASH,
            "left")
        .mapPartitions(encode, Encoders.row(SirusProjections.TABLE.schema()));
  }

  private static Row projected(
      Row row, String version, PairScorer scorer, LongAccumulator encoded) {
    int at = row.fieldIndex(SirusProjections.EMBDEDDING);
    Object vector;
    if (row.isNullAt(at)) {
      List<String> texts = row.getList(row.fieldIndex(TEXTS));
      vector = scorer.encoder().establishment(texts);
      encoded.add(1);
    } else {
      vector = row.get(at);
    }
    return RowFactory.create(
        row.getAs(SirusProjections.SIRUS_ID),
        row.getAs(SirusProjections.NIC),
        vector,
        version,
        row.getAs(SirusProjections.EMPREINTE));
  }
}
