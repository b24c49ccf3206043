package fr.recap.siret;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.apache.spark.sql.types.StructType;

/** Forms that are typed by hand: what is not set is null. */
final class TestForms {
  private final Map<String, Object> values = new LinkedHashMap<>();

  private TestForms() {}

  static TestForms form(String cabbi) {
    return new TestForms().with("cabbi", cabbi);
  }

  /** A form with everything that queries use. */
  static TestForms complete() {
    return form("F1")
        .with("rs_x", "ECOLE NATIONALE DES PONTS")
        .with("actet_x", "ENSEIGNEMENT SUPERIEUR")
        .with("profs_x", "PROFESSEUR")
        .with("numvoi_x", "0012")
        .with("typevoi_x", "AV")
        .with("nomvoi_x", "BLAISE PASCAL")
        .with("clt_x", "CHAMPS SUR MARNE")
        .with("dlt_x", "77")
        .with("clt_c_c", "77083")
        .at(48.84, 2.58)
        .naf(List.of("8542Z", "8559A"), List.of(0.7, 0.2));
  }

  TestForms with(String column, Object value) {
    values.put(column, value);
    return this;
  }

  TestForms at(double latitude, double longitude) {
    return with(MatchInput.LATITUDE, latitude).with(MatchInput.LONGITUDE, longitude);
  }

  /** With a commune that geocoding found. */
  TestForms geocoded(String commune, double score) {
    return with(MatchInput.COMMUNE, commune).with(MatchInput.COMMUNE_SCORE, score);
  }

  TestForms naf(List<String> codes, List<Double> scores) {
    return with(MatchInput.NAF_CODES, codes.toArray(new String[0]))
        .with(MatchInput.NAF_SCORES, scores.toArray(new Double[0]));
  }

  Row row() {
    return row(MatchInput.schema());
  }

  Row row(StructType schema) {
    Object[] cells = new Object[schema.size()];
    values.forEach(
        (column, value) ->
            cells[schema.fieldIndex(column)] =
                value instanceof Object[] array
                    ? scala.collection.JavaConverters.asScalaBuffer(List.of(array)).toSeq()
                    : value);
    return new GenericRowWithSchema(cells, schema);
  }
}
