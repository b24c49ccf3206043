package fr.recap.nomenclature;

import fr.recap.encoder.EncoderInput;
import fr.recap.encoder.EncoderSettings;
import fr.recap.encoder.VectorStart;
import fr.recap.encoder.Vocabulary;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How one encoder of a coder is trained.
 *
 * @param vectors that its embeddings begin with; empty for random ones
 * @param frozen whether the vectors of words stay as they are
 */
record EncoderPlan(EncoderSettings settings, Optional<VectorStart> vectors, boolean frozen) {

  /**
   * The encoders of a coder: one that begins at random; with vectors, two that begin with them, one
   * of which keeps them. Each errs in its own way, so that together they err less.
   */
  static List<EncoderPlan> all(long seed, Optional<VectorStart> vectors) {
    EncoderSettings settings = EncoderSettings.defaults(seed);
    List<EncoderPlan> plans = new ArrayList<>();
    plans.add(new EncoderPlan(settings, Optional.empty(), false));
    if (vectors.isPresent()) {
      EncoderSettings wide = settings.withWidth(vectors.get().width());
      plans.add(new EncoderPlan(wide.withSeed(seed + 1), vectors, false));
      plans.add(new EncoderPlan(wide.withSeed(seed + 2), vectors, true));
    }
    return plans;
  }

  EncoderInput.WordStart start(Vocabulary vocabulary) {
    return vectors.isPresent() ? vectors.get().of(vocabulary, frozen) : EncoderInput.WordStart.NONE;
  }

  EncoderPlan withEpochs(int epochs) {
    return new EncoderPlan(settings.withEpochs(epochs), vectors, frozen);
  }
}
