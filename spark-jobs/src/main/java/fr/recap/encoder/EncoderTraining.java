package fr.recap.encoder;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Epochs until the validation loss no longer falls; the best epoch is kept. */
public final class EncoderTraining {
  private static final Logger LOG = LoggerFactory.getLogger(EncoderTraining.class);

  /** Examples whose losses are computed at once. */
  private static final int BLOCK = 256;

  private final EncoderSettings settings;
  private final EncoderInput input;

  public EncoderTraining(EncoderSettings settings, EncoderInput input) {
    this.settings = settings;
    this.input = input;
  }

  /**
   * What training gave.
   *
   * @param model of the best epoch
   * @param losses mean validation loss of each epoch, in nats
   * @param bestEpoch its number, from 0
   * @param passes how often each example had its turn until then
   */
  public record Outcome(EncoderModel model, List<Double> losses, int bestEpoch, double passes) {
    public Outcome {
      losses = List.copyOf(losses);
    }
  }

  /**
   * Trains.
   *
   * @param epochs how an epoch is done: in this JVM or on Spark
   * @param checkpoints where the state after an epoch is kept; empty for nowhere
   */
  public Outcome train(Epochs epochs, Optional<Checkpoints> checkpoints) {
    try {
      Optional<EncoderState> resumed = Optional.empty();
      if (checkpoints.isPresent()) {
        resumed = checkpoints.get().read(input.shape());
      }
      EncoderState state = resumed.orElseGet(() -> EncoderState.start(settings, input));
      while (!state.finished(settings)) {
        EncoderState.Trained trained = epochs.run(state.latest(), state.epoch());
        double loss = validationLoss(trained.parameters());
        state = state.next(trained, loss);
        if (input.validation().isEmpty()) {
          LOG.info("Epoch {} of {}", state.epoch(), settings.epochs());
        } else {
          LOG.info("Epoch {}: validation loss {}", state.epoch(), "%.4f".formatted(loss));
        }
        if (checkpoints.isPresent()) {
          checkpoints.get().offer(state);
        }
      }
      return new Outcome(
          new EncoderModel(input.vocabulary(), state.best(), input.nodes()),
          state.losses(),
          state.bestEpoch(),
          (state.bestEpoch() + 1.0) / epochs.perPass());
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The checkpoint of the encoder can't be read or written: " + e.getMessage(), e);
    }
  }

  /** NaN without validation examples. */
  private double validationLoss(Parameters parameters) {
    TwoTower towers = new TwoTower(input.shape(), input.targets(), input.nodes());
    towers.readTexts(parameters);
    List<Example> all = input.validation();
    double loss = 0;
    double weight = 0;
    List<Example> block = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      block.add(all.get(i));
      weight += all.get(i).weight();
      if (block.size() == BLOCK || i == all.size() - 1) {
        loss += towers.loss(parameters, block.toArray(Example[]::new), block.size());
        block.clear();
      }
    }
    return loss / weight;
  }
}
