package fr.recap.siret;

import fr.recap.metrics.Outcomes;
import fr.recap.metrics.Threshold;
import fr.recap.metrics.TopK;
import fr.recap.monitoring.Profile;
import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Counts how good a matcher is on forms that it has not learned; counts of parts are merged. */
final class MatcherMeasures implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int[] TOPS = {1, 3, 5, 10};

  private final long[] hits = new long[TOPS.length];
  private final Outcomes.Counter establishment = new Outcomes.Counter();
  private final Outcomes.Counter unit = new Outcomes.Counter();
  private final Profile.Counter profile;
  private long forms;
  private long known;
  private long found;

  private MatcherMeasures(MatchAcceptance automatic) {
    profile = new Profile.Counter(automatic.probabilityThreshold());
  }

  /**
   * What is measured.
   *
   * @param establishment whether the first candidate is coded automatically
   * @param unit whether its legal unit is
   */
  record Measured(Ranker ranker, MatchAcceptance establishment, MatchAcceptance unit)
      implements Serializable {}

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
    MatcherMeasures measures = new MatcherMeasures(measured.establishment());
    rows.forEachRemaining(row -> measures.add(Example.of(row), measured));
    return measures;
  }

  private void add(Example example, Measured measured) {
    forms++;
    known += example.hasSiret() ? 1 : 0;
    if (example.candidates().isEmpty()) {
      return;
    }
    found += example.truth() >= 0 ? 1 : 0;
    RankedForm form = new RankedForm(measured.ranker().rank(example.candidates()));
    int rank =
        TopK.rank(
            form.ranked().stream().map(ranked -> ranked.candidate().siret()).toList(),
            example.siret());
    for (int i = 0; i < TOPS.length; i++) {
      hits[i] += rank < TOPS[i] ? 1 : 0;
    }
    JudgedForm judged = JudgedForm.of(example, form, 0);
    double score = measured.establishment().trees().score(judged.features());
    establishment.add(score, judged.establishment());
    unit.add(measured.unit().trees().score(judged.features()), judged.unit());
    profile.score(example.departement(), measured.establishment().calibration().probability(score));
  }

  private MatcherMeasures merge(MatcherMeasures other) {
    forms += other.forms;
    known += other.known;
    found += other.found;
    for (int i = 0; i < hits.length; i++) {
      hits[i] += other.hits[i];
    }
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
    measures.put("retrieval-recall", (double) found / known);
    for (int i = 0; i < TOPS.length; i++) {
      measures.put("top-%d.of-all".formatted(TOPS[i]), (double) hits[i] / forms);
      measures.put("top-%d.of-those-with-siret".formatted(TOPS[i]), (double) hits[i] / known);
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

  /** How sure the first candidates are. */
  Profile.Counter profile() {
    return profile;
  }

  /** Forms that were counted. */
  long forms() {
    return forms;
  }
}
