package fr.recap.register;

import static org.assertj.core.api.Assertions.assertThat;

import fr.recap.tables.Sirus;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.lucene.document.Document;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;

class EstablishmentRowsTest {
  private static final String FIRST = "00000000100001";
  private static final String SECOND = "00000000100002";

  @Test
  void placeWithTheBestScoreCounts_andOneWithoutAScoreLeast() {
    List<RegisterEntry> found =
        found(
            place(FIRST, null, "5.0", "45.0"),
            place(FIRST, 0.5, "6.0", "46.0"),
            entry(FIRST, EntryRows.OF_CLEAN_KEY, "GARAGE"),
            place(FIRST, 0.4, "7.0", "47.0"),
            entry(SECOND, EntryRows.OF_CLEAN_KEY, "BAR"));
    assertThat(found).extracting(RegisterEntry::siret).containsExactly(FIRST, SECOND);
    assertThat(found.get(0).address().latitude()).isEqualTo(46.0);
    assertThat(found.get(0).address().longitude()).isEqualTo(6.0);
    assertThat(found.get(1).address().latitude()).isNaN();
  }

  @Test
  void placeThatIsNoneLeavesTheEstablishmentWithout() {
    for (String latitude : new String[] {"far", null, "0", "91"}) {
      List<RegisterEntry> found =
          found(place(FIRST, 1.0, "0", latitude), entry(FIRST, EntryRows.OF_CLEAN_KEY, "BAR"));
      assertThat(found.get(0).address().latitude()).as(latitude).isNaN();
    }
  }

  @Test
  void ofSeveralRowsOneWithACleanKeyCounts_elseTheFirstInOrder() {
    Row cleaned = entry(FIRST, EntryRows.OF_CLEANED_KEY, "ABBA");
    Row abel = entry(FIRST, EntryRows.OF_CLEAN_KEY, "ABEL");
    Row adam = entry(FIRST, EntryRows.OF_CLEAN_KEY, "ADAM");
    for (Row[] rows : new Row[][] {{cleaned, adam, abel}, {abel, adam, cleaned}}) {
      assertThat(found(rows))
          .singleElement()
          .satisfies(entry -> assertThat(entry.names().denom()).isEqualTo("ABEL"));
    }
  }

  @Test
  void placesWithoutAnEstablishmentArePassedOver() {
    assertThat(found()).isEmpty();
    assertThat(found(place(FIRST, 1.0, "6.0", "46.0"))).isEmpty();
    assertThat(
            found(place(FIRST, 1.0, "6.0", "46.0"), entry(SECOND, EntryRows.OF_CLEAN_KEY, "BAR")))
        .singleElement()
        .satisfies(entry -> assertThat(entry.address().latitude()).isNaN());
  }

  @Test
  void allColumnsThatAnEntryAsksForAreRead() {
    List<String> asked = new ArrayList<>();
    RegisterEntry.of(
        FIRST,
        column -> {
          asked.add(column);
          return "1";
        },
        Double.NaN,
        Double.NaN);
    assertThat(RegisterEntry.COLUMNS).hasSameElementsAs(asked);
  }

  private static List<RegisterEntry> found(Row... rows) {
    List<RegisterEntry> found = new ArrayList<>();
    Iterator<Document> documents = EstablishmentRows.documents(List.of(rows).iterator());
    documents.forEachRemaining(
        document -> found.add(EntryBytes.read(document.getBinaryValue(IndexFields.CONTENT))));
    return found;
  }

  private static Row entry(String siret, int kind, String name) {
    Map<String, String> columns = Map.of(Sirus.DENOM, name);
    RegisterEntry entry =
        RegisterEntry.of(siret, c -> columns.getOrDefault(c, ""), Double.NaN, Double.NaN);
    return RowFactory.create(
        0, Long.parseLong(siret), kind, null, EntryBytes.write(entry).bytes.clone());
  }

  private static Row place(String siret, Double score, String longitude, String latitude) {
    return RowFactory.create(
        0, Long.parseLong(siret), EntryRows.OF_PLACE, score, PlaceTexts.write(longitude, latitude));
  }
}
