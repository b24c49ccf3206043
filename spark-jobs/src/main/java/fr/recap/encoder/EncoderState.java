package fr.recap.encoder;

import java.util.ArrayList;
import java.util.List;

/** Where a training stands after an epoch. */
final class EncoderState {
  /** Parameters and the optimiser that they were reached with. */
  record Trained(Parameters parameters, Adagrad optimiser) {}

  private final Trained latest;
  private final Parameters best;
  private final List<Double> losses;

  EncoderState(Trained latest, Parameters best, List<Double> losses) {
    this.latest = latest;
    this.best = best;
    this.losses = List.copyOf(losses);
  }

  static EncoderState start(EncoderSettings settings, EncoderInput input) {
    Parameters start = Parameters.start(input.shape(), input.prior(), settings.seed());
    set(start, input.vectors().rows());
    input
        .earlier()
        .ifPresent(
            earlier -> earlier.carryOver(start, input.vocabulary(), input.vectors().frozenRows()));
    return new EncoderState(new Trained(start, Adagrad.start(input.shape())), start, List.of());
  }

  /** Vectors are scaled to the length of random rows, so that n-grams count as much as words. */
  private static void set(Parameters start, float[][] rows) {
    int width = start.shape.width();
    for (int row = 0; row < rows.length; row++) {
      if (rows[row] != null) {
        float length = (float) Math.sqrt(Vectors.dot(rows[row], 0, rows[row], 0, rows[row].length));
        for (int i = 0; i < width && length > 0; i++) {
          start.embeddings[row * width + i] = i < rows[row].length ? rows[row][i] / length : 0;
        }
      }
    }
  }

  Trained latest() {
    return latest;
  }

  Parameters best() {
    return best;
  }

  List<Double> losses() {
    return losses;
  }

  /** Epochs that are done. */
  int epoch() {
    return losses.size();
  }

  /** The epoch with the lowest loss, from 0; the last one where there is no validation. */
  int bestEpoch() {
    int best = Math.max(0, losses.size() - 1);
    for (int i = 0; i < losses.size(); i++) {
      // NaN is lower than nothing: without validation the last epoch stays.
      if (losses.get(i) < losses.get(best)) {
        best = i;
      }
    }
    return best;
  }

  boolean finished(EncoderSettings settings) {
    return epoch() >= settings.epochs()
        || (epoch() > 0 && epoch() - 1 - bestEpoch() >= settings.patience());
  }

  EncoderState next(Trained trained, double loss) {
    List<Double> all = new ArrayList<>(losses);
    all.add(loss);
    EncoderState next = new EncoderState(trained, best, all);
    return next.bestEpoch() == all.size() - 1
        ? new EncoderState(trained, trained.parameters().copy(), all)
        : next;
  }
}
