package fr.recap.siret;

import fr.recap.register.RegisterEntry;
import fr.recap.tables.Sirus;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Fetches the texts of some establishments out of the register. */
final class RegisterTexts {
  private static final StructType SCHEMA =
      new StructType()
          .add("siret", DataTypes.StringType)
          .add("textes", DataTypes.createArrayType(DataTypes.StringType));

  private RegisterTexts() {}

  /**
   * Reads the register once; the driver holds what it finds, about 300 bytes an establishment.
   *
   * @param register with the columns of {@link Sirus#TABLE}
   * @param sirets that are asked for
   * @param labels of activities, by code
   * @return those of {@link PairTexts} by SIRET; without establishments that the register lacks
   */
  static Map<String, List<String>> of(
      Dataset<Row> register, Set<String> sirets, Map<String, String> labels) {
    Broadcast<Set<String>> wanted =
        JavaSparkContext.fromSparkContext(register.sparkSession().sparkContext())
            .broadcast(new HashSet<>(sirets));
    MapPartitionsFunction<Row, Row> find =
        rows -> {
          List<Row> found = new ArrayList<>();
          rows.forEachRemaining(
              row -> {
                RegisterEntry establishment = RegisterEntry.of(row);
                if (wanted.value().contains(establishment.siret())) {
                  found.add(
                      RowFactory.create(
                          establishment.siret(),
                          PairTexts.of(establishment, labels).toArray(String[]::new)));
                }
              });
          return found.iterator();
        };
    Map<String, List<String>> texts = new HashMap<>();
    register
        .mapPartitions(find, Encoders.row(SCHEMA))
        .collectAsList()
        .forEach(row -> texts.put(row.getString(0), row.getList(1)));
    wanted.destroy();
    return texts;
  }
}
