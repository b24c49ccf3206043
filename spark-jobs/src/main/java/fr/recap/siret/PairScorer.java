package fr.recap.siret;

import fr.recap.encoder.PairEncoder;
import fr.recap.forms.Projection;
import fr.recap.register.RegisterEntry;
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
    TfIdfSimilarity texts,
    Map<String, String> labels,
    ProfessionActivities professions,
    PairEncoder encoder)
    implements Serializable {
  /** Establishments that a task remembers, with their vectors; about 5 kB each. */
  private static final int REMEMBERED = 4000;

  PairScorer {
    labels = Map.copyOf(labels);
  }

  /** Compares texts alone. */
  PairScorer(TfIdfSimilarity texts, Map<String, String> labels) {
    this(texts, labels, ProfessionActivities.NONE, null);
  }

  /** The same with what is known of professions. */
  PairScorer with(ProfessionActivities other) {
    return new PairScorer(texts, labels, other, encoder);
  }

  /** The same with an encoder. */
  PairScorer with(PairEncoder other) {
    return new PairScorer(texts, labels, professions, other);
  }

  /** Where a form lies in the space of the encoder; none without one. */
  Projection project(FormQuery form) {
    return encoder == null ? Projection.NONE : Projection.of(encoder.form(PairTexts.of(form)));
  }

  /**
   * Compares the forms of one task.
   *
   * @param features that are asked for
   */
  Session open(FeatureSet features) {
    return new Session(features);
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
    private final FeatureSet features;
    private final Map<String, EstablishmentView> views = new Latest<>();
    private final Map<String, float[]> vectors = new Latest<>();

    private Session(FeatureSet features) {
      this.features = features;
    }

    /** The candidates of a form beside it, in the same order. */
    List<ComparedCandidate> compare(Retrieved found) {
      if (found.candidates().isEmpty()) {
        return List.of();
      }
      FormView form = FormView.of(found.searched(), texts, professions);
      float[] projection =
          encoder == null || features.size() == 0
              ? null
              : encoder.form(PairTexts.of(found.query()));
      List<Pair> pairs = new ArrayList<>(found.candidates().size());
      for (Candidate candidate : found.candidates()) {
        RegisterEntry establishment = candidate.establishment();
        EstablishmentView view = view(establishment);
        pairs.add(
            new Pair(
                form,
                view,
                candidate,
                TfIdfSimilarity.cosine(form.text(), view.text()),
                projection == null
                    ? Double.NaN
                    : PairEncoder.cosine(projection, vector(establishment))));
      }
      List<float[]> values = features.of(pairs);
      List<ComparedCandidate> compared = new ArrayList<>(pairs.size());
      for (int i = 0; i < pairs.size(); i++) {
        compared.add(compared(pairs.get(i), values.get(i)));
      }
      return compared;
    }

    private ComparedCandidate compared(Pair pair, float[] values) {
      EstablishmentView view = pair.establishment();
      return new ComparedCandidate(
          view.establishment().siret(),
          view.apet(),
          pair.similarity(),
          pair.candidate().timesFound(),
          ActivityFeatures.score(pair.form(), view.apet()),
          values);
    }

    private float[] vector(RegisterEntry establishment) {
      return vectors.computeIfAbsent(
          establishment.siret(),
          siret -> encoder.establishment(PairTexts.of(establishment, labels)));
    }

    private EstablishmentView view(RegisterEntry establishment) {
      return views.computeIfAbsent(
          establishment.siret(), siret -> EstablishmentView.of(establishment, texts, labels));
    }
  }
}
