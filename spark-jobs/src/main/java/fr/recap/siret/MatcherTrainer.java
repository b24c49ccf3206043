package fr.recap.siret;

import fr.recap.config.SiretSettings.Ranking;
import fr.recap.metrics.IsotonicCalibration;
import fr.recap.metrics.Split;
import fr.recap.monitoring.Profile;
import fr.recap.tables.BiTopk;
import fr.recap.trees.TreeEnsemble;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoubleFunction;
import java.util.stream.IntStream;

/**
 * Learns the ranking and the automatic coding from forms whose candidates are known. A hash of
 * cabbi leaves 20 % to measure on. All others teach, and thresholds and calibrations are chosen on
 * them too, each ranked and judged by what forms of other establishments taught: so what is
 * published has learned from as many forms as there are, and its thresholds stand on as many.
 */
final class MatcherTrainer {
  private static final double TEST_SHARE = 0.20;
  private static final int FOLDS = 5;
  private static final double[] PRECISIONS = {0.80, 0.90, 0.95};

  private final Ranking ranking;
  private final long seed;
  private final List<Example> learning = new ArrayList<>();
  private final List<Example> test = new ArrayList<>();

  /**
   * A form of the sample.
   *
   * @param siret its true establishment; empty if it has none
   */
  record Example(String cabbi, String siret, List<ComparedCandidate> candidates) {
    boolean hasSiret() {
      return !siret.isEmpty();
    }

    /** Position of the true establishment among the candidates; -1 if it isn't there. */
    int truth() {
      return IntStream.range(0, candidates.size())
          .filter(i -> candidates.get(i).siret().equals(siret))
          .findFirst()
          .orElse(-1);
    }
  }

  /**
   * The parts of the model, with what was measured on test.
   *
   * @param choice the automatic coding for another target precision
   */
  record Trained(
      Ranker ranker,
      IsotonicCalibration shares,
      MatchAcceptance establishment,
      MatchAcceptance unit,
      TreeEnsemble presence,
      DoubleFunction<MatchAcceptance> choice,
      Map<String, Double> metrics) {
    /** Measures on forms that were not learned. */
    Map<String, Double> measure(List<Example> examples) {
      JudgedMatches judged = JudgedMatches.of(withCandidates(examples), ranker);
      int forms = examples.size();
      Map<String, Double> measures = MatcherMeasures.ranking(examples, ranker);
      measures.putAll(
          MatcherMeasures.automatic(
              "automatic", establishment, judged, judged.establishment(), forms));
      measures.putAll(
          MatcherMeasures.automatic("automatic-siren", unit, judged, judged.unit(), forms));
      for (double precision : PRECISIONS) {
        measures.putAll(
            MatcherMeasures.automatic(
                String.format(Locale.ROOT, "automatic-%.2f", precision),
                choice.apply(precision),
                judged,
                judged.establishment(),
                forms));
      }
      return measures;
    }
  }

  /** Whether the ranking learns from a form, by its key. */
  static boolean learns(String cabbi, long seed) {
    return Split.uniform(cabbi, ~seed) >= TEST_SHARE;
  }

  /**
   * @param examples in any order
   * @param seed of the parts and of the trees
   */
  MatcherTrainer(List<Example> examples, Ranking ranking, long seed) {
    this.ranking = ranking;
    this.seed = seed;
    List<Example> inOrder = examples.stream().sorted(Comparator.comparing(Example::cabbi)).toList();
    for (Example example : inOrder) {
      (learns(example.cabbi(), seed) ? learning : test).add(example);
    }
  }

  /**
   * Trains.
   *
   * @param target precision that the automatic coding is to reach
   * @throws IllegalStateException if no form has its establishment among the candidates
   */
  Trained train(double target) {
    List<Example> usable = withCandidates(learning);
    long found = usable.stream().filter(example -> example.truth() >= 0).count();
    if (found == 0) {
      throw new IllegalStateException(
          "None of %d forms to learn from has its establishment among the candidates: the index of the register and the SIRETs of the training forms do not belong together, or siret.training-sample is too small"
              .formatted(learning.size()));
    }
    int[] folds = usable.stream().mapToInt(this::fold).toArray();
    Ranker ranker = ranker(usable);
    JudgedMatches unseen = new JudgedMatches(usable, crossRanked(usable, folds, ranker));
    CrossJudged establishment =
        CrossJudged.of(unseen.forms(), unseen.establishment(), folds, FOLDS, seed);
    CrossJudged unit = CrossJudged.of(unseen.forms(), unseen.unit(), folds, FOLDS, seed);
    Trained trained =
        new Trained(
            ranker,
            shares(usable, unseen),
            establishment.choose(target),
            unit.choose(target),
            MatchAcceptance.train(unseen.forms(), present(usable), seed),
            establishment::choose,
            new TreeMap<>());
    if (ranker instanceof Formula formula) {
      trained.metrics().put("weight-times-found", formula.a());
      trained.metrics().put("weight-naf-score", formula.b());
    }
    trained.metrics().put("threshold", trained.establishment().threshold());
    trained.metrics().putAll(trained.measure(test));
    return trained;
  }

  /**
   * How sure the first candidates of the forms to measure on are.
   *
   * @param departements of the workplace, by cabbi
   */
  Profile.Counter profile(Trained trained, Map<String, String> departements) {
    MatchAcceptance automatic = trained.establishment();
    Profile.Counter counter = new Profile.Counter(automatic.probabilityThreshold());
    List<Example> found = withCandidates(test);
    List<RankedForm> ranked = JudgedMatches.of(found, trained.ranker()).forms();
    for (int i = 0; i < found.size(); i++) {
      counter.score(
          departements.get(found.get(i).cabbi()), automatic.decide(ranked.get(i)).probability());
    }
    return counter;
  }

  private Ranker ranker(List<Example> examples) {
    if (ranking == Ranking.FORMULA) {
      return FormulaSearch.search(
          examples.stream()
              .filter(example -> example.truth() >= 0)
              .map(example -> FormulaSearch.Example.of(example.candidates(), example.truth()))
              .toList());
    }
    List<float[]> rows = new ArrayList<>();
    List<Boolean> labels = new ArrayList<>();
    List<Integer> groups = new ArrayList<>();
    for (Example example : examples) {
      if (example.truth() >= 0) {
        groups.add(example.candidates().size());
        for (ComparedCandidate candidate : example.candidates()) {
          rows.add(candidate.features());
          labels.add(candidate.siret().equals(example.siret()));
        }
      }
    }
    boolean[] right = new boolean[labels.size()];
    for (int i = 0; i < right.length; i++) {
      right[i] = labels.get(i);
    }
    return new TreeRanker(
        TreeTraining.ranking(seed)
            .train(rows, right, groups.stream().mapToInt(Integer::intValue).toArray()));
  }

  /**
   * Each form ranked by what the forms of the other folds taught; by the ranking of all where a
   * fold leaves nothing to learn from. Two weights learn no form by heart: a formula ranks all.
   */
  private List<List<RankedCandidate>> crossRanked(
      List<Example> examples, int[] folds, Ranker ofAll) {
    List<List<RankedCandidate>> ranked = new ArrayList<>(Collections.nCopies(folds.length, null));
    for (int fold = 0; fold < FOLDS; fold++) {
      List<Example> others = new ArrayList<>();
      for (int i = 0; i < folds.length; i++) {
        if (folds[i] != fold) {
          others.add(examples.get(i));
        }
      }
      boolean enough = others.stream().anyMatch(example -> example.truth() >= 0);
      Ranker ranker = ranking == Ranking.TREES && enough ? ranker(others) : ofAll;
      for (int i = 0; i < folds.length; i++) {
        if (folds[i] == fold) {
          ranked.set(i, ranker.rank(examples.get(i).candidates()));
        }
      }
    }
    return ranked;
  }

  /** Forms of one establishment share a fold: their wordings are near copies. */
  private int fold(Example example) {
    String key = example.hasSiret() ? example.siret() : example.cabbi();
    return (int) (FOLDS * Split.uniform(key, seed + 1));
  }

  /** Whether each form has an establishment, among its candidates or not. */
  private static boolean[] present(List<Example> examples) {
    boolean[] present = new boolean[examples.size()];
    for (int i = 0; i < present.length; i++) {
      present[i] = examples.get(i).hasSiret();
    }
    return present;
  }

  /** How probable a candidate is by its share: fitted on the stored ranks. */
  private static IsotonicCalibration shares(List<Example> examples, JudgedMatches judged) {
    List<Double> shares = new ArrayList<>();
    List<Boolean> right = new ArrayList<>();
    for (int i = 0; i < examples.size(); i++) {
      List<RankedCandidate> ranked = judged.forms().get(i).ranked();
      double[] own = judged.forms().get(i).shares();
      for (int rank = 0; rank < Math.min(BiTopk.RANKS, own.length); rank++) {
        shares.add(own[rank]);
        right.add(ranked.get(rank).candidate().siret().equals(examples.get(i).siret()));
      }
    }
    boolean[] correct = new boolean[right.size()];
    for (int i = 0; i < correct.length; i++) {
      correct[i] = right.get(i);
    }
    return IsotonicCalibration.fit(
        shares.stream().mapToDouble(Double::doubleValue).toArray(), correct);
  }

  private static List<Example> withCandidates(List<Example> examples) {
    return examples.stream().filter(example -> !example.candidates().isEmpty()).toList();
  }
}
