package fr.recap.encoder;

import java.util.List;

/** Epochs in this JVM, on one thread. */
public final class LocalEpochs implements Epochs {
  private final EncoderSettings settings;
  private final List<Example> examples;
  private final int frozenRows;
  private final LocalEpoch local;

  public LocalEpochs(EncoderSettings settings, EncoderInput input, List<Example> examples) {
    this.settings = settings;
    this.examples = List.copyOf(examples);
    this.frozenRows = input.vectors().frozenRows();
    this.local = new LocalEpoch(input.shape(), settings, input.targets(), input.nodes());
  }

  @Override
  public EncoderState.Trained run(EncoderState.Trained start, int epoch) {
    local.run(
        start.parameters(), start.optimiser(), examples, frozenRows, seed(settings, epoch, 0));
    return start;
  }

  /** Another one for each epoch and partition. */
  static long seed(EncoderSettings settings, int epoch, int partition) {
    return settings.seed() * 0x9E3779B97F4A7C15L + epoch * 1_000_003L + partition;
  }
}
