package fr.recap.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import fr.recap.tables.Sirus;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorthTest {
  private static final double STAFF = Math.log(2 + 8);

  @TempDir Path folder;
  private RegisterIndex index;

  @BeforeEach
  void open() throws IOException {
    index =
        new TestRegister(folder)
            .with(
                "11111111100011",
                Map.of(
                    Sirus.ADR_ET_LOC_GEO, "57463",
                    Sirus.ADR_ET_VOIE_NUM, "12",
                    Sirus.APET, "4520A",
                    Sirus.EFF_3112_ET, "8"),
                49.119,
                6.175)
            .open();
  }

  @Test
  void allThatFitsAddsUp() throws IOException {
    // Commune 16, departement 5, cell 9, number 4, activity 8 * 0.7, division 8 * 0.7 * 0.7.
    RegisterQuery query =
        query("57463", "57463", "12", List.of("4511Z", "4520A"), List.of("45"), 49.119, 6.175);
    double worth = new Worth(query, List.of(), Worth.Place.BOTH, 4, 1.5).of(numbers(), 0);
    assertThat(worth).isCloseTo(16 + 5 + 9 + 4 + 5.6 + 3.92 + 1.5 * STAFF, within(1e-9));
  }

  @Test
  void neighboursAndResidenceCountLess() throws IOException {
    // The establishment is in a commune near the form's, where the person lives: 6 and 4; cell 6.
    RegisterQuery query = query("57412", "57463", "", List.of(), List.of(), 49.124, 6.175);
    double worth = new Worth(query, List.of("57463"), Worth.Place.BOTH, 4, 0).of(numbers(), 0);
    assertThat(worth).isCloseTo(6 + 4 + 5 + 6, within(1e-9));
  }

  @Test
  void residenceCountsMoreWhereTheWorkplaceIsUnknown() throws IOException {
    RegisterQuery query = query("", "57463", "", List.of(), List.of(), null, null);
    double worth = new Worth(query, List.of(), Worth.Place.COMMUNES, 4, 0).of(numbers(), 0);
    assertThat(worth).isCloseTo(9 + 5, within(1e-9));
  }

  @Test
  void cellsAloneLeaveCommunesOut() throws IOException {
    RegisterQuery query = query("57463", "", "", List.of(), List.of(), 49.119, 6.175);
    double worth = new Worth(query, List.of(), Worth.Place.CELLS, 4, 0).of(numbers(), 0);
    assertThat(worth).isCloseTo(9, within(1e-9));
  }

  private EntryNumbers numbers() throws IOException {
    return new EntryNumbers(RegisterIndex.leaf(index.register()));
  }

  private static RegisterQuery query(
      String commune,
      String residence,
      String number,
      List<String> activities,
      List<String> divisions,
      Double latitude,
      Double longitude) {
    return new RegisterQuery(
        List.of(),
        "",
        List.of(),
        List.of(),
        List.of(),
        number,
        List.of(),
        commune,
        residence,
        "57",
        activities,
        divisions,
        latitude,
        longitude);
  }
}
