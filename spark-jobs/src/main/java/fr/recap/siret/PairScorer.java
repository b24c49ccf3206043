package fr.recap.siret;

import fr.recap.config.SiretSettings;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is needed to compare forms with candidates. Immutable.
 *
 * @param texts similarity of texts, and how rare words are
 * @param labels of activities, by code
 */
record PairScorer(TfIdfSimilarity texts, Map<String, String> labels) implements Serializable {
  /** Establishments that a task remembers; about 5 kB each. */
  private static final int REMEMBERED = 4000;

  PairScorer {
    labels = Map.copyOf(labels);
  }

  /** Compares the forms of one task. */
  Session open(SearchPlan plan, SiretSettings.Ranking ranking) {
    return new Session(ranking == SiretSettings.Ranking.TREES ? new PairFeatures(plan) : null);
  }

  /** Remembers establishments, as colleagues find the same ones. Used by one thread. */
  final class Session {
    private static final float[] NONE = {};

    private final PairFeatures features;
    private final Map<String, EstablishmentView> views =
        new LinkedHashMap<>(16, 0.75f, true) {
          @Override
          protected boolean removeEldestEntry(Map.Entry<String, EstablishmentView> eldest) {
            return size() > REMEMBERED;
          }
        };

    private Session(PairFeatures features) {
      this.features = features;
    }

    /** The candidates of a form with their evidence, in the same order. */
    List<Evidence> score(Retrieved found) {
      List<Candidate> candidates = found.candidates();
      if (candidates.isEmpty()) {
        return List.of();
      }
      FormView form = FormView.of(found.form(), found.query(), texts);
      List<EstablishmentView> seen = new ArrayList<>(candidates.size());
      double[] cosines = new double[candidates.size()];
      for (int i = 0; i < cosines.length; i++) {
        EstablishmentView view = view(candidates.get(i).establishment());
        seen.add(view);
        cosines[i] = TfIdfSimilarity.cosine(form.text(), view.text());
      }
      List<float[]> values =
          features == null ? List.of() : features.of(form, candidates, seen, cosines);
      List<Evidence> evidence = new ArrayList<>(candidates.size());
      for (int i = 0; i < cosines.length; i++) {
        EstablishmentView view = seen.get(i);
        evidence.add(
            new Evidence(
                view.establishment().siret(),
                view.apet(),
                cosines[i],
                candidates.get(i).timesFound(),
                ActivityFeatures.score(form, view.apet()),
                values.isEmpty() ? NONE : values.get(i)));
      }
      return evidence;
    }

    private EstablishmentView view(Establishment establishment) {
      return views.computeIfAbsent(
          establishment.siret(), siret -> EstablishmentView.of(establishment, texts, labels));
    }
  }
}
