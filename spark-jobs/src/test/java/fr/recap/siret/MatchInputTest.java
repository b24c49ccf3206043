package fr.recap.siret;

import static org.assertj.core.api.Assertions.assertThat;

import fr.recap.forms.CodedForm;
import fr.recap.forms.CodedFormRows;
import fr.recap.runtime.TestSession;
import fr.recap.tables.Rp;
import fr.recap.tables.RpGeo;
import fr.recap.tables.Table;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What geocoding found reaches the matcher, as far as it is sure. */
class MatchInputTest {
  private static final String ANNECY = "74010";

  @Test
  void aSureGeocodedCommune_standsInForAMissingCode() {
    assertThat(code(form().geocoded(ANNECY, 0.8))).isEqualTo(ANNECY);
    assertThat(code(form().geocoded(ANNECY, 0.79))).isEmpty();
    assertThat(code(form().geocoded(ANNECY, null))).as("without a score").isEmpty();
    assertThat(code(form())).isEmpty();
  }

  @Test
  void theCodedCommune_andThatOfPeopleWhoWorkWhereTheyLive_comeFirst() {
    assertThat(code(form().with(Rp.CLT_C_C, "57463").geocoded(ANNECY, 1.0))).isEqualTo("57463");
    assertThat(code(form().with(Rp.ILT_X, "1").geocoded(ANNECY, 1.0))).isEqualTo("69266");
    assertThat(code(form().with(Rp.ILT_X, "2").geocoded(ANNECY, 1.0))).isEqualTo(ANNECY);
  }

  @Test
  void aWholeTown_isNoCode_sinceTheRegisterHasItsArrondissements() {
    assertThat(code(form().geocoded("75056", 1.0))).isEmpty();
    assertThat(code(form().geocoded("75115", 1.0))).isEqualTo("75115");
  }

  @Test
  void coordinatesThatAreNoPlace_areCounted() {
    List<Row> rows =
        List.of(
            place("good", 49.1, 6.2),
            place("not geocoded", null, null),
            place("off the globe", 49.1, 266.4),
            place("no number", Double.NaN, Double.NaN),
            place("swapped", 6.2, 49.1),
            place("zero", 0.0, 0.0),
            place("half", 49.1, null));

    assertThat(MatchInput.misplaced(TestSession.get().createDataFrame(rows, RpGeo.TABLE.schema())))
        .isEqualTo(5);
  }

  private static Row place(String cabbi, Double latitude, Double longitude) {
    Map<String, Object> cells = new HashMap<>();
    cells.put(RpGeo.CABBI, cabbi);
    cells.put(RpGeo.LATITUDE, latitude);
    cells.put(RpGeo.LONGITUDE, longitude);
    return RowFactory.create(RpGeo.TABLE.names().stream().map(cells::get).toArray());
  }

  @Test
  void theTableThatGeocodeWrites_givesCommunes_andAnOldOneGivesCoordinatesAlone() {
    Map<String, Object> cells = new HashMap<>();
    cells.put(RpGeo.CABBI, "F1");
    cells.put(RpGeo.LATITUDE, 45.9);
    cells.put(RpGeo.LONGITUDE, 6.1);
    cells.put(RpGeo.COMMUNE, ANNECY);
    cells.put(RpGeo.COMMUNE_SCORE, 0.95);

    CodedForm geocoded = joined(rows(RpGeo.GEOCODED, cells));
    assertThat(query(geocoded).communeCode()).isEqualTo(ANNECY);
    assertThat(query(geocoded).latitude()).isEqualTo(45.9);

    CodedForm old = joined(rows(RpGeo.TABLE, cells));
    assertThat(query(old).communeCode()).isEmpty();
    assertThat(query(old).longitude()).isEqualTo(6.1);
  }

  /** Swapped beyond the poles, swapped on the globe, not a number, nothing. */
  @ParameterizedTest
  @CsvSource({"166.4, 49.1", "6.1, 45.9", "NaN, NaN", "0, 0"})
  void coordinatesThatAreNoPlace_areLeftOut_andTheCommuneStays(double latitude, double longitude) {
    CodedForm placed =
        joined(
            rows(
                RpGeo.GEOCODED,
                Map.of(
                    RpGeo.CABBI, "F1",
                    RpGeo.LATITUDE, latitude,
                    RpGeo.LONGITUDE, longitude,
                    RpGeo.COMMUNE, ANNECY,
                    RpGeo.COMMUNE_SCORE, 0.95)));

    assertThat(query(placed).latitude()).isNull();
    assertThat(query(placed).longitude()).isNull();
    assertThat(query(placed).communeCode()).isEqualTo(ANNECY);
  }

  private static TestForms form() {
    return TestForms.form("F1").with(Rp.RS_X, "BOULANGERIE").with(Rp.DEPCOM_CODE, "69266");
  }

  private static String code(TestForms form) {
    return form.query().communeCode();
  }

  private static FormQuery query(CodedForm form) {
    return FormQuery.of(form, TestForms.ACTIVITY);
  }

  private static CodedForm joined(Dataset<Row> geo) {
    Dataset<Row> flow = CodedFormRows.of(TestForms.forms(List.of(TestForms.form("F1"))));
    Dataset<Row> joined = MatchInput.locate(flow, geo);
    assertThat(joined.columns()).containsExactly("form", "location");
    List<Row> collected = joined.collectAsList();
    assertThat(collected).hasSize(1);
    return CodedFormRows.read(collected.get(0));
  }

  private static Dataset<Row> rows(Table table, Map<String, Object> cells) {
    List<Object> values =
        table.names().stream()
            .map(cells::get)
            .collect(Collectors.toCollection(java.util.ArrayList::new));
    return TestSession.get()
        .createDataFrame(List.of(RowFactory.create(values.toArray())), table.schema());
  }
}
