package fr.recap.siret;

import fr.recap.config.SiretSettings;
import fr.recap.encoder.PairEncoder;
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
 * @param professions which activities they go with
 * @param encoder of forms and establishments; null for none
 */
record PairScorer(
    TfIdfSimilarity texts, Map<String, String> labels, Professions professions, PairEncoder encoder)
    implements Serializable {
  /** Establishments that a task remembers, with their vectors; about 5 kB each. */
  private static final int REMEMBERED = 4000;

  PairScorer {
    labels = Map.copyOf(labels);
  }

  /** Compares texts alone. */
  PairScorer(TfIdfSimilarity texts, Map<String, String> labels) {
    this(texts, labels, Professions.NONE, null);
  }

  /** The same with what is known of professions. */
  PairScorer with(Professions other) {
    return new PairScorer(texts, labels, other, encoder);
  }

  /** The same with an encoder. */
  PairScorer with(PairEncoder other) {
    return new PairScorer(texts, labels, professions, other);
  }

  /** Where a form lies in the space of the encoder; of length 0 without one. */
  float[] project(FormQuery form) {
    return encoder == null ? new float[0] : encoder.form(PairTexts.of(form));
  }

  /** Compares the forms of one task. */
  Session open(SearchPlan plan, SiretSettings.Ranking ranking) {
    return new Session(
        ranking == SiretSettings.Ranking.TREES ? new PairFeatures(plan, professions) : null);
  }

  /** What was used latest, by SIRET. */
  private static final class Latest<T> extends LinkedHashMap<String, T> {
    private static final long serialVersionUID = 1L;

    private Latest() {
      super(16, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, T> eldest) {
      return size() > REMEMBERED;
    }
  }

  /** Remembers establishments, as colleagues find the same ones. Used by one thread. */
  final class Session {
    private static final float[] NONE = {};

    private final PairFeatures features;
    private final Map<String, EstablishmentView> views = new Latest<>();
    private final Map<String, float[]> vectors = new Latest<>();

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
      if (features != null && encoder != null) {
        values = EncoderFeatures.filled(values, encoded(found.query(), candidates));
      }
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

    /** Cosines in the space of the encoder. */
    private double[] encoded(FormQuery query, List<Candidate> candidates) {
      float[] form = encoder.form(PairTexts.of(query));
      return candidates.stream()
          .map(Candidate::establishment)
          .mapToDouble(establishment -> PairEncoder.cosine(form, vector(establishment)))
          .toArray();
    }

    private float[] vector(Establishment establishment) {
      return vectors.computeIfAbsent(
          establishment.siret(),
          siret -> encoder.establishment(PairTexts.of(establishment, labels)));
    }

    private EstablishmentView view(Establishment establishment) {
      return views.computeIfAbsent(
          establishment.siret(), siret -> EstablishmentView.of(establishment, texts, labels));
    }
  }
}
