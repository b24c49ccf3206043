package fr.recap.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import fr.recap.tables.Rp;
import fr.recap.udfs.codes.Identifier;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FreshWordingsTest {
  private static final String GARAGE = "22222222200022";
  private static final String BAKERY = "33333333300033";
  private static final Instant NOON = Instant.parse("2026-12-01T12:00:00Z");

  @TempDir Path folder;
  private final FreshWordings fresh = new FreshWordings(Identifier.SIRET);
  private RegisterSearch search;

  @BeforeEach
  void open() throws IOException {
    RegisterIndex index =
        new TestRegister(folder)
            .with(GARAGE, "SARL", "57463", "4520A")
            .with(BAKERY, "SARL", "57463", "1071C")
            .with(
                WordingRows.document("F1", form("atelier paul", GARAGE), Identifier.SIRET)
                    .orElseThrow())
            .open();
    search = new RegisterSearch(index, fresh);
  }

  @Test
  void formsAreFoundAsSoonAsTheyAreIn_andNoMoreOnceTheyAreGone() {
    assertThat(votes("fournil marie", "F9")).isEmpty();

    put("F2", "fournil marie", BAKERY, NOON);
    assertThat(votes("fournil marie", "F9"))
        .extracting(RegisterSearch.Vote::siret, RegisterSearch.Vote::forms)
        .containsExactly(tuple(BAKERY, 1));
    assertThat(votes("fournil marie", "F2")).isEmpty();

    put("F2", "fournil marie", GARAGE, NOON);
    assertThat(votes("fournil marie", "F9"))
        .extracting(RegisterSearch.Vote::siret)
        .containsExactly(GARAGE);

    fresh.remove(List.of("F2"));
    assertThat(votes("fournil marie", "F9")).isEmpty();
  }

  @Test
  void formThatTheIndexHasCountsOnce_andOthersOfItsWordingBesideIt() {
    put("F1", "atelier paul", GARAGE, NOON);
    put("F2", "atelier paul", GARAGE, NOON);

    List<RegisterSearch.Vote> votes = votes("atelier paul", "F9");
    assertThat(votes).allMatch(vote -> vote.siret().equals(GARAGE) && vote.sameName());
    assertThat(votes.stream().mapToInt(RegisterSearch.Vote::forms).sum()).isEqualTo(2);
  }

  @Test
  void formsWithoutASiretAreNotTakenIn_andOldOnesAreForgotten() {
    put("F2", "fournil marie", "", NOON);
    assertThat(fresh.forms()).isZero();

    put("F2", "fournil marie", BAKERY, NOON);
    put("F3", "fournil jean", BAKERY, NOON.plusSeconds(60));
    fresh.forgetBefore(NOON.plusSeconds(1));
    assertThat(fresh.forms()).isEqualTo(1);
  }

  private void put(String cabbi, String name, String siret, Instant time) {
    fresh.put(Map.of(cabbi, form(name, siret)), time);
  }

  private static UnaryOperator<String> form(String name, String siret) {
    Map<String, String> columns = new LinkedHashMap<>();
    columns.put(Rp.RS_X, name);
    columns.put(Rp.SIRETM, siret);
    columns.put(Rp.CLT_C_C, "57463");
    return column -> columns.getOrDefault(column, "");
  }

  private List<RegisterSearch.Vote> votes(String name, String cabbi) {
    RegisterQuery query =
        RegisterQuery.of(
            name, "", "", "", "", "", "", "57463", "", "57", List.of(), List.of(), null, null);
    return search.votes(query, name, cabbi);
  }
}
