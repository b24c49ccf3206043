package fr.recap.siret;

import fr.recap.metrics.CalibrationBin;
import fr.recap.metrics.OperatingPoints;
import fr.recap.metrics.Outcomes;
import fr.recap.metrics.Threshold;
import fr.recap.metrics.TopK;
import fr.recap.monitoring.Profile;
import fr.recap.tables.BiTopk;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Counts how good a matcher is on forms that it has not learned; counts of parts are merged. */
final class MatcherMeasures implements Serializable {
  private static final long serialVersionUID = 1L;

  /**
   * Features that tell who found a candidate: its rank in a search, or whether it was looked up.
   */
  private static final Pattern SOURCE = Pattern.compile("search\\.(?:([^.]+)\\.rank|exact)");

  private static final String EXACT = "exact";
  private static final int[] TOPS = {1, 3, 5, 10};

  /** Points of the curves, and errors that are shown. */
  private static final int MOST_POINTS = 100;

  private static final int MOST_ERRORS = 20;
  private static final int BINS = 10;

  /** hits[k]: forms whose establishment is the candidate of rank k, the first of rank 0. */
  private final long[] hits = new long[BiTopk.RANKS];

  private final long[] found;
  private final double[] leads;
  private final List<MatcherError> errors = new ArrayList<>();
  private final Outcomes.Counter establishment = new Outcomes.Counter();
  private final Outcomes.Counter unit = new Outcomes.Counter();
  private final Profile.Counter profile;
  private long forms;
  private long known;
  private long retrieved;
  private long compared;

  private MatcherMeasures(Measured measured) {
    profile = new Profile.Counter(measured.establishment().probabilityThreshold());
    found = new long[measured.sources().size()];
    leads = new double[measured.features()];
  }

  /**
   * What is measured.
   *
   * @param establishment whether the first candidate is coded automatically
   * @param unit whether its legal unit is
   * @param sources positions of the features that tell who found a candidate, by their names
   * @param features number of features of a candidate
   */
  record Measured(
      Ranker ranker,
      MatchAcceptance establishment,
      MatchAcceptance unit,
      TreeMap<String, Integer> sources,
      int features)
      implements Serializable {
    static Measured of(
        Ranker ranker, MatchAcceptance establishment, MatchAcceptance unit, List<String> features) {
      TreeMap<String, Integer> sources = new TreeMap<>();
      for (int i = 0; i < features.size(); i++) {
        Matcher source = SOURCE.matcher(features.get(i));
        if (source.matches()) {
          sources.put(source.group(1) == null ? EXACT : source.group(1), i);
        }
      }
      return new Measured(ranker, establishment, unit, sources, features.size());
    }

    /** A search ranks what it finds; what was looked up is told by 1, else 0. */
    private boolean found(Map.Entry<String, Integer> source, ComparedCandidate candidate) {
      float value = candidate.features()[source.getValue()];
      return source.getKey().equals(EXACT) ? value == 1 : !Float.isNaN(value);
    }
  }

  /**
   * Counts forms.
   *
   * @param examples rows of {@link Example}
   */
  static MatcherMeasures of(Dataset<Row> examples, Measured measured) {
    Broadcast<Measured> shared =
        JavaSparkContext.fromSparkContext(examples.sparkSession().sparkContext())
            .broadcast(measured);
    FlatMapFunction<Iterator<Row>, MatcherMeasures> count =
        rows -> List.of(count(rows, shared.value())).iterator();
    try {
      return examples.toJavaRDD().mapPartitions(count).treeReduce(MatcherMeasures::merge);
    } finally {
      shared.destroy();
    }
  }

  private static MatcherMeasures count(Iterator<Row> rows, Measured measured) {
    MatcherMeasures measures = new MatcherMeasures(measured);
    rows.forEachRemaining(row -> measures.add(Example.of(row), measured));
    return measures;
  }

  private void add(Example example, Measured measured) {
    forms++;
    known += example.hasSiret() ? 1 : 0;
    if (example.candidates().isEmpty()) {
      return;
    }
    int truth = example.truth();
    if (truth >= 0) {
      retrieved++;
      int at = 0;
      for (Map.Entry<String, Integer> source : measured.sources().entrySet()) {
        found[at++] += measured.found(source, example.candidates().get(truth)) ? 1 : 0;
      }
    }
    RankedForm form = new RankedForm(measured.ranker().rank(example.candidates()));
    int rank =
        TopK.rank(
            form.ranked().stream().map(ranked -> ranked.candidate().siret()).toList(),
            example.siret());
    if (rank < hits.length) {
      hits[rank]++;
    }
    addLead(form, measured.ranker());
    JudgedForm judged = JudgedForm.of(example, form, 0);
    double score = measured.establishment().trees().score(judged.features());
    establishment.add(score, judged.establishment());
    unit.add(measured.unit().trees().score(judged.features()), judged.unit());
    double probability = measured.establishment().calibration().probability(score);
    profile.score(example.departement(), probability);
    if (!judged.establishment()) {
      errors.add(
          new MatcherError(
              example.cabbi(),
              example.siret(),
              probability,
              form.first().candidate(),
              truth < 0 ? null : example.candidates().get(truth)));
      keepErrors();
    }
  }

  /** What puts the first candidate before the second one. */
  private void addLead(RankedForm form, Ranker ranker) {
    if (ranker instanceof TreeRanker ranked && form.ranked().size() > 1) {
      compared++;
      double[] first = ranked.trees().contributions(form.first().candidate().features());
      double[] second = ranked.trees().contributions(form.ranked().get(1).candidate().features());
      for (int i = 0; i < leads.length; i++) {
        leads[i] += first[i] - second[i];
      }
    }
  }

  private void keepErrors() {
    if (errors.size() > MOST_ERRORS) {
      errors.sort(MatcherError.SUREST);
      errors.subList(MOST_ERRORS, errors.size()).clear();
    }
  }

  private MatcherMeasures merge(MatcherMeasures other) {
    forms += other.forms;
    known += other.known;
    retrieved += other.retrieved;
    compared += other.compared;
    for (int i = 0; i < hits.length; i++) {
      hits[i] += other.hits[i];
    }
    for (int i = 0; i < found.length; i++) {
      found[i] += other.found[i];
    }
    for (int i = 0; i < leads.length; i++) {
      leads[i] += other.leads[i];
    }
    errors.addAll(other.errors);
    keepErrors();
    establishment.merge(other.establishment);
    unit.merge(other.unit);
    profile.merge(other.profile);
    return this;
  }

  /**
   * Recall of the search among forms that have an establishment; shares of all forms, and of those
   * that have one, whose establishment is among the first.
   */
  Map<String, Double> ranking() {
    Map<String, Double> measures = new TreeMap<>();
    measures.put("retrieval-recall", (double) retrieved / known);
    for (int top : TOPS) {
      measures.put("top-%d.of-all".formatted(top), (double) hits(top) / forms);
      measures.put("top-%d.of-those-with-siret".formatted(top), (double) hits(top) / known);
    }
    return measures;
  }

  /**
   * Precision of the establishments that are coded automatically, and their coverage of all forms.
   *
   * @param name what the names of the measures begin with
   */
  Map<String, Double> automatic(String name, double threshold) {
    return automatic(name, establishment, threshold);
  }

  /** The same of legal units. */
  Map<String, Double> automaticUnit(String name, double threshold) {
    return automatic(name, unit, threshold);
  }

  private Map<String, Double> automatic(String name, Outcomes.Counter counter, double threshold) {
    Threshold reached = Threshold.measure(counter.outcomes(), threshold);
    return Map.of(
        name + "-precision",
        reached.precision(),
        name + "-coverage",
        (double) reached.support() / forms);
  }

  private long hits(int first) {
    return Arrays.stream(hits, 0, first).sum();
  }

  /**
   * The figures of a report.
   *
   * @param features of a candidate, in order
   */
  MatcherFigures figures(Measured measured, List<String> features) {
    Map<String, Long> sources = new LinkedHashMap<>();
    int at = 0;
    for (String source : measured.sources().keySet()) {
      sources.put(source, found[at++]);
    }
    Map<String, Double> ofFeatures = new LinkedHashMap<>();
    if (compared > 0) {
      for (int i = 0; i < leads.length; i++) {
        ofFeatures.put(features.get(i), leads[i] / compared);
      }
    }
    List<MatcherError> surest = new ArrayList<>(errors);
    surest.sort(MatcherError.SUREST);
    Outcomes probabilities =
        establishment.outcomes().with(measured.establishment().calibration()::probability);
    Outcomes ofUnits = unit.outcomes().with(measured.unit().calibration()::probability);
    return new MatcherFigures(
        forms,
        known,
        retrieved,
        IntStream.rangeClosed(1, hits.length).mapToObj(this::hits).toList(),
        sources,
        OperatingPoints.of(probabilities, MOST_POINTS),
        OperatingPoints.of(ofUnits, MOST_POINTS),
        CalibrationBin.of(probabilities, BINS),
        ofFeatures,
        surest);
  }

  /** How sure the first candidates are. */
  Profile.Counter profile() {
    return profile;
  }

  /** Forms that were counted. */
  long forms() {
    return forms;
  }
}
