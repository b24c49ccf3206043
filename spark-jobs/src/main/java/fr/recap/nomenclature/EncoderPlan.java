package fr.recap.nomenclature;

import fr.recap.encoder.EncoderInput;
import fr.recap.encoder.EncoderSettings;
import fr.recap.encoder.VectorStart;
import fr.recap.encoder.Vocabulary;
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
   * of which keeps them. Each errs in its own way, so that together they err less; a third one that
   * begins at random put no more true codes first on validation (open data, two seeds).
   */
  static List<EncoderPlan> all(long seed, Optional<VectorStart> vectors) {
    EncoderSettings settings = EncoderSettings.defaults(seed);
    if (vectors.isEmpty()) {
      return List.of(new EncoderPlan(settings, Optional.empty(), false));
    }
    EncoderSettings wide = settings.withWidth(vectors.get().width());
    return List.of(
        new EncoderPlan(wide.withSeed(seed + 1), vectors, false),
        new EncoderPlan(wide.withSeed(seed + 2), vectors, true));
  }

  EncoderInput.WordStart start(Vocabulary vocabulary) {
    return vectors.isPresent() ? vectors.get().of(vocabulary, frozen) : EncoderInput.WordStart.NONE;
  }
}
