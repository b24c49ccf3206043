package fr.recap.siret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fr.recap.config.ConfigException;
import fr.recap.config.SiretSettings.Plan;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class FeatureCatalogTest {
  private static final FeatureCatalog COMPACT =
      FeatureCatalog.of(SearchPlan.load(Plan.COMPACT, true, false).signals());

  /** The order is that of the columns that trees are trained on: another gives other trees. */
  @Test
  void aTrainingTakesTheFeaturesOfPublishedMatchers_inTheirOrder_andThoseOfWorkplaces()
      throws IOException {
    List<String> names = new ArrayList<>(COMPACT.all().names());
    assertThat(names.removeIf(name -> name.startsWith("search.workplace."))).isTrue();
    assertThat(names).isEqualTo(published());
  }

  @Test
  void aMatcher_getsWhatItAsksFor_whateverElseIsKnown() throws IOException {
    List<String> asked = new ArrayList<>(published().subList(5, 20));
    Collections.reverse(asked);

    FeatureSet selected = COMPACT.with(Feature.ofPair("name.new", p -> 1)).select(asked);

    assertThat(selected.names()).isEqualTo(asked);
    assertThat(selected.position(asked.get(3))).isEqualTo(3);
    assertThat(selected.position("name.new")).isEqualTo(-1);
  }

  @Test
  void unknownFeatures_areRefusedByName() {
    assertThatThrownBy(() -> COMPACT.select(List.of("name.equal", "name.egual", "place.moon")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("name.egual, place.moon")
        .hasMessageContaining("did you mean name.equal?");
  }

  @Test
  void featuresAreLeftOutByNameAndKind_andUnknownOnesRefused() {
    List<String> kept = COMPACT.without(List.of("history", "name.equal")).names();
    List<String> expected = new ArrayList<>(COMPACT.all().names());
    expected.removeIf(name -> name.startsWith("history.") || name.equals("name.equal"));
    assertThat(kept).isEqualTo(expected).hasSizeLessThan(COMPACT.all().size() - 1);
    assertThatThrownBy(() -> COMPACT.without(List.of("histori")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("did you mean history?");
    List<String> kinds = COMPACT.all().features().stream().map(Feature::kind).distinct().toList();
    assertThatThrownBy(() -> COMPACT.without(kinds))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("leaves no feature to rank by");
  }

  @Test
  void twoFeaturesOfOneName_areRefused() {
    FeatureCatalog doubled = COMPACT.with(Feature.ofPair("name.equal", p -> 1));

    assertThatThrownBy(doubled::all).hasMessageContaining("name.equal");
  }

  @Test
  void aSourceWithOtherSignals_hasOtherFeaturesOfSearches_andTheSameElse() {
    FeatureCatalog other =
        FeatureCatalog.of(new Signals(List.of("memory"), List.of("same_street")));

    assertThat(other.all().names())
        .contains("search.memory.rank", "search.memory.score", "search.clause.same_street")
        .doesNotContain("search.register.rank")
        .containsAll(published("name.", "place.", "activity.", "unit.", "history.", "crowd."));
  }

  private static List<String> published(String... beginnings) {
    try {
      return published().stream()
          .filter(name -> List.of(beginnings).stream().anyMatch(name::startsWith))
          .toList();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** The features of a matcher.json that an earlier version wrote. */
  static List<String> published() throws IOException {
    try (InputStream in = FeatureCatalogTest.class.getResourceAsStream("published-matcher.json")) {
      List<String> names = new ArrayList<>();
      for (JsonNode name : new ObjectMapper().readTree(in).path("features")) {
        names.add(name.asText());
      }
      return names;
    }
  }
}
