package fr.recap.siret;

import static org.assertj.core.api.Assertions.assertThat;

import fr.recap.runtime.TestSession;
import fr.recap.tables.NomenclatureProjections;
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
    assertThat(code(form().with(MatchInput.COMMUNE, ANNECY))).as("without a score").isEmpty();
    assertThat(code(form())).isEmpty();
  }

  @Test
  void theCodedCommune_andThatOfPeopleWhoWorkWhereTheyLive_comeFirst() {
    assertThat(code(form().with(Rp.CLT_C_C, "57463").geocoded(ANNECY, 1))).isEqualTo("57463");
    assertThat(code(form().with(Rp.ILT_X, "1").geocoded(ANNECY, 1))).isEqualTo("69266");
    assertThat(code(form().with(Rp.ILT_X, "2").geocoded(ANNECY, 1))).isEqualTo(ANNECY);
  }

  @Test
  void aWholeTown_isNoCode_sinceTheRegisterHasItsArrondissements() {
    assertThat(code(form().geocoded("75056", 1))).isEmpty();
    assertThat(code(form().geocoded("75115", 1))).isEqualTo("75115");
  }

  @Test
  void theTableThatGeocodeWrites_givesCommunes_andAnOldOneGivesCoordinatesAlone() {
    Map<String, Object> cells = new HashMap<>();
    cells.put(RpGeo.CABBI, "F1");
    cells.put(RpGeo.LATITUDE, 45.9);
    cells.put(RpGeo.LONGITUDE, 6.1);
    cells.put(RpGeo.COMMUNE, ANNECY);
    cells.put(RpGeo.COMMUNE_SCORE, 0.95);

    Row geocoded = joined(rows(RpGeo.GEOCODED, cells));
    assertThat(FormQuery.of(geocoded).communeCode()).isEqualTo(ANNECY);
    assertThat(FormQuery.of(geocoded).latitude()).isEqualTo(45.9);

    Row old = joined(rows(RpGeo.TABLE, cells));
    assertThat(FormQuery.of(old).communeCode()).isEmpty();
    assertThat(FormQuery.of(old).longitude()).isEqualTo(6.1);
  }

  /** Swapped beyond the poles, swapped on the globe, not a number, nothing. */
  @ParameterizedTest
  @CsvSource({"166.4, 49.1", "6.1, 45.9", "NaN, NaN", "0, 0"})
  void coordinatesThatAreNoPlace_areLeftOut_andTheCommuneStays(double latitude, double longitude) {
    Row placed =
        joined(
            rows(
                RpGeo.GEOCODED,
                Map.of(
                    RpGeo.CABBI, "F1",
                    RpGeo.LATITUDE, latitude,
                    RpGeo.LONGITUDE, longitude,
                    RpGeo.COMMUNE, ANNECY,
                    RpGeo.COMMUNE_SCORE, 0.95)));

    assertThat(FormQuery.of(placed).latitude()).isNull();
    assertThat(FormQuery.of(placed).longitude()).isNull();
    assertThat(FormQuery.of(placed).communeCode()).isEqualTo(ANNECY);
  }

  private static TestForms form() {
    return TestForms.form("F1").with(Rp.RS_X, "BOULANGERIE").with(Rp.DEPCOM_CODE, "69266");
  }

  private static String code(TestForms form) {
    return FormQuery.of(form.row()).communeCode();
  }

  private static Row joined(Dataset<Row> geo) {
    Table naf = NomenclatureProjections.table("naf");
    Dataset<Row> joined =
        MatchInput.of(
            rows(Rp.TABLE, Map.of(Rp.CABBI, "F1")), geo, rows(naf, Map.of(Rp.CABBI, "F1")));
    assertThat(joined.schema().fieldNames()).isEqualTo(MatchInput.schema().fieldNames());
    List<Row> collected = joined.collectAsList();
    assertThat(collected).hasSize(1);
    return collected.get(0);
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
