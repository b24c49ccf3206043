package fr.recap.siret;

import static org.assertj.core.api.Assertions.assertThat;

import fr.recap.config.SiretSettings.Plan;
import fr.recap.trees.TreeEnsemble;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class MatchExplanationTest {
  private static final FeatureSet FEATURES =
      FeatureCatalog.of(SearchPlan.load(Plan.COMPACT, true, false).signals()).all();
  private static final List<String> NAMES = FEATURES.names();

  private final MatchExplanation explanation = new MatchExplanation(FEATURES);
  private final float[] features = new float[NAMES.size()];

  MatchExplanationTest() {
    Arrays.fill(features, Float.NaN);
  }

  @Test
  void reasons_standInTheOrderOfWhatTheTreesOweToThem() throws IOException {
    set("name.acronym", 1).set("place.street", 1).set("place.number", 1);
    set("history.same_words_here", 3).set("place.distance", 0);

    assertThat(explanation.of(candidate(), trees("history.same_words_here", 5)))
        .isEqualTo(
            "3 earlier forms with this employer in this commune; name: acronym; same street and number");
    assertThat(explanation.of(candidate(), trees("place.street", 5)))
        .startsWith("same street and number; ");
  }

  @Test
  void nothingKnown_givesNoReason() throws IOException {
    assertThat(explanation.of(candidate(), trees("name.equal", 1))).isEmpty();
  }

  @Test
  void distanceAndActivity_areGivenInFigures() throws IOException {
    set("name.covered", 0.8f).set("place.distance", (float) Math.log1p(0.25));
    set("activity.score", 0.63f).set("activity.division", 0.7f);
    ComparedCandidate candidate =
        new ComparedCandidate("11111111100011", "8411Z", 0.5, 3, 0.63, features);

    assertThat(explanation.of(candidate, trees("name.covered", 1)))
        .isEqualTo("name: most words found; 250 m away; activity 8411Z predicted with 0.63");
  }

  private MatchExplanationTest set(String name, float value) {
    features[NAMES.indexOf(name)] = value;
    return this;
  }

  private ComparedCandidate candidate() {
    return new ComparedCandidate("11111111100011", "1071C", 0.5, 3, 0, features);
  }

  /** One tree that asks for one feature and gives it all the weight. */
  private static TreeEnsemble trees(String feature, double value) throws IOException {
    return TreeEnsemble.read(
        """
        {"learner": {"objective": {"name": "rank:ndcg"}, "learner_model_param": {"base_score": "0"},
          "gradient_booster": {"model": {"trees": [{
            "left_children": [1, -1, -1], "right_children": [2, -1, -1],
            "split_indices": [%d, 0, 0], "split_conditions": [0.5, -1.0, %s],
            "default_left": [1, 0, 0], "sum_hessian": [2.0, 1.0, 1.0]}]}}}}
        """
            .formatted(NAMES.indexOf(feature), value)
            .getBytes(StandardCharsets.UTF_8));
  }
}
