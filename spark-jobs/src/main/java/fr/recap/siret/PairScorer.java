package fr.recap.siret;

import fr.recap.udfs.codes.Naf;
import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;

/**
 * What the formula needs of a form and a candidate. Immutable.
 *
 * @param texts similarity of texts
 * @param labels of activities, by code
 */
record PairScorer(TfIdfSimilarity texts, Map<String, String> labels) implements Serializable {
  PairScorer {
    labels = Map.copyOf(labels);
  }

  /** The candidates of a form with their evidence, in the same order. */
  List<Evidence> score(Row form, List<Candidate> candidates) {
    TfIdfSimilarity.Vector text = texts.vector(MatchTexts.of(form));
    Map<String, Double> activities = activities(form);
    return candidates.stream().map(candidate -> score(text, activities, candidate)).toList();
  }

  private Evidence score(
      TfIdfSimilarity.Vector text, Map<String, Double> activities, Candidate candidate) {
    Establishment establishment = candidate.establishment();
    String apet = Naf.normalize(establishment.apet());
    return new Evidence(
        establishment.siret(),
        apet,
        TfIdfSimilarity.cosine(text, texts.vector(MatchTexts.of(establishment, labels))),
        candidate.timesFound(),
        activities.getOrDefault(apet, 0.0),
        candidate.ranks());
  }

  private static Map<String, Double> activities(Row form) {
    List<String> codes = Rows.list(form, MatchInput.NAF_CODES);
    List<Double> scores = Rows.list(form, MatchInput.NAF_SCORES);
    Map<String, Double> activities = new HashMap<>();
    for (int i = 0; i < Math.min(codes.size(), scores.size()); i++) {
      activities.putIfAbsent(Naf.normalize(codes.get(i)), scores.get(i));
    }
    return activities;
  }
}
