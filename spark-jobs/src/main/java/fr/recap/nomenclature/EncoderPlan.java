package fr.recap.nomenclature;

import fr.recap.config.NomenclatureSettings;
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
 * @param buckets of sub-words
 * @param vectors that its embeddings begin with; empty for random ones
 * @param frozen whether the vectors of words stay as they are
 */
record EncoderPlan(
    EncoderSettings settings, int buckets, Optional<VectorStart> vectors, boolean frozen) {
  private static final int BATCH = 128;

  /** Seeds that the encoders of one number take. */
  private static final int SEEDS_OF_ONE = 3;

  /**
   * The encoders of a coder: one that begins at random; with vectors, two that begin with them, one
   * of which keeps them. Each errs in its own way, so that together they err less; a third one that
   * begins at random put no more true codes first on validation (open data, two seeds). As many
   * times as there are seeds.
   */
  static List<EncoderPlan> all(
      NomenclatureSettings.Encoder encoder, long seed, Optional<VectorStart> vectors) {
    List<EncoderPlan> plans = new ArrayList<>();
    for (int i = 0; i < encoder.seeds(); i++) {
      EncoderSettings settings = settings(encoder, seed + (long) SEEDS_OF_ONE * i);
      if (vectors.isEmpty()) {
        plans.add(new EncoderPlan(settings, encoder.subWords(), Optional.empty(), false));
      } else {
        EncoderSettings wide = settings.withWidth(vectors.get().width());
        long first = settings.seed();
        plans.add(new EncoderPlan(wide.withSeed(first + 1), encoder.subWords(), vectors, false));
        plans.add(new EncoderPlan(wide.withSeed(first + 2), encoder.subWords(), vectors, true));
      }
    }
    return List.copyOf(plans);
  }

  private static EncoderSettings settings(NomenclatureSettings.Encoder encoder, long seed) {
    return new EncoderSettings(
        encoder.dimensions(),
        encoder.dimensions(),
        encoder.epochs(),
        encoder.patience(),
        BATCH,
        (float) encoder.rate(),
        (float) encoder.dropout(),
        seed);
  }

  EncoderInput.WordStart start(Vocabulary vocabulary) {
    return vectors.isPresent() ? vectors.get().of(vocabulary, frozen) : EncoderInput.WordStart.NONE;
  }
}
