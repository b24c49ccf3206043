package fr.recap.siret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import fr.recap.config.SiretSettings.Plan;
import fr.recap.forms.CodedForm;
import fr.recap.forms.Form;
import fr.recap.forms.Match;
import fr.recap.metrics.IsotonicCalibration;
import fr.recap.register.RegisterEntry;
import fr.recap.trees.TreeEnsemble;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A matcher whose score is the number of searches, and one feature that fails on one form. */
class MatchMakerTest {
  private static final String BAKERY = "11111111100011";
  private static final String GARAGE = "22222222200022";

  private final MatchMaker maker = new MatchMaker(model());

  @Test
  void candidates_areRanked_withTheShareOfEach() {
    Match match = maker.match(form("F1").found(List.of(found(BAKERY, 1), found(GARAGE, 2)), 1, 1));

    assertThat(match.ranked()).extracting("siret").containsExactly(GARAGE, BAKERY);
    assertThat(match.ranked()).extracting("apet").containsExactly("4520A", "1071C");
    // Shares of the exponentials of 2 and 1, as the calibration leaves them.
    assertThat(match.ranked().get(0).probability()).isCloseTo(Math.E / (1 + Math.E), within(1e-9));
    assertThat(match.error()).isNull();
    assertThat(match.failed()).isFalse();
    // A tree of one leaf: 1 / (1 + e^-2).
    assertThat(match.establishment().probability()).isCloseTo(1 / (1 + Math.exp(-2)), within(1e-6));
    assertThat(match.establishment().automatic()).isTrue();
    assertThat(match.presence()).isCloseTo(1 / (1 + Math.exp(-2)), within(1e-6));
  }

  @Test
  void formThatCantBeCompared_hasFailed_withTheReason() {
    Match match = maker.match(form("odd").found(List.of(found(BAKERY, 1)), 1, 1));

    assertThat(match.failed()).isTrue();
    assertThat(match.error()).isEqualTo("a search failed: IllegalStateException: odd form");
    assertThat(match.ranked()).isEmpty();
    assertThat(maker.match(form("F1").found(List.of(found(BAKERY, 1)), 1, 1)).failed()).isFalse();
  }

  @Test
  void formWithoutCandidates_saysWhy() {
    Match none = maker.match(form("F1").without(PlanSource.NO_CANDIDATE, 2, 2));
    Match failed = maker.match(form("F1").failed("the index is closed", 2, 2));

    assertThat(none.error()).isEqualTo("no candidate: no search found an establishment");
    assertThat(none.failed()).isFalse();
    assertThat(none.presence()).isNaN();
    assertThat(failed.error()).isEqualTo("a search failed: the index is closed");
    assertThat(failed.failed()).isTrue();
  }

  @Test
  void formThatCantBeRead_isFailing_andKeepsItsKey() {
    Form odd =
        Form.of(
            column -> {
              if (column.equals("cabbi")) {
                return "F1";
              }
              throw new IllegalStateException("no column " + column);
            });

    SearchedForm searched = SearchedForm.of(CodedForm.of(odd), TestForms.ACTIVITY);

    assertThat(searched.failure()).startsWith("IllegalStateException: no column");
    assertThat(searched.query().cabbi()).isEqualTo("F1");
    assertThat(maker.match(searched.failed(searched.failure(), 0, 0)).error())
        .startsWith("a search failed: IllegalStateException");
  }

  private static SearchedForm form(String cabbi) {
    return TestForms.form(cabbi).with("rs_x", "BOULANGERIE").searched();
  }

  private static Candidate found(String siret, int times) {
    Map<String, String> columns =
        Map.of("denom", "BOULANGERIE", "apet", siret.equals(BAKERY) ? "1071C" : "4520A");
    return new Candidate(
        RegisterEntry.of(siret, column -> columns.getOrDefault(column, ""), Double.NaN, Double.NaN),
        Map.of(),
        Set.of(),
        Votes.NONE,
        false,
        times);
  }

  private static SiretModel model() {
    Feature odd =
        Feature.ofPair(
            "name.odd",
            pair -> {
              if (pair.form().query().cabbi().equals("odd")) {
                throw new IllegalStateException("odd form");
              }
              return 0;
            });
    IsotonicCalibration same = IsotonicCalibration.of(new double[] {0, 1}, new double[] {0, 1});
    MatchAcceptance sure = new MatchAcceptance(leaf(), 0.5, same);
    return new SiretModel(
        new SiretModel.Plan(Plan.COMPACT, true, false, false),
        new PairScorer(TfIdfSimilarity.fit(new int[TfIdfSimilarity.BUCKETS], 0), Map.of()),
        new TreeRanker(timesFound()),
        same,
        sure,
        sure,
        Optional.of(leaf()),
        new FeatureSet(List.of(SearchFeatures.TIMES_FOUND, odd)));
  }

  /** Below 1.5 it is 1, else 2. */
  private static TreeEnsemble timesFound() {
    return trees("rank:ndcg", "0", "[1, -1, -1]", "[2, -1, -1]", "[1.5, 1.0, 2.0]");
  }

  private static TreeEnsemble leaf() {
    return trees("binary:logistic", "0.5", "[-1]", "[-1]", "[2.0]");
  }

  private static TreeEnsemble trees(
      String objective, String base, String left, String right, String thresholds) {
    try {
      return TreeEnsemble.read(
          """
          {"learner": {"objective": {"name": "%s"}, "learner_model_param": {"base_score": "%s"},
            "gradient_booster": {"model": {"trees": [{
              "left_children": %s, "right_children": %s, "split_indices": [0, 0, 0],
              "split_conditions": %s, "default_left": [1, 0, 0],
              "sum_hessian": [2.0, 1.0, 1.0]}]}}}}
          """
              .formatted(objective, base, left, right, thresholds)
              .getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
