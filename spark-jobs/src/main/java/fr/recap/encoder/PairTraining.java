package fr.recap.encoder;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Trains a {@link PairEncoder} in this JVM until the validation loss no longer falls; the best
 * epoch is kept. Same examples in the same order and same seed give the same encoder.
 */
public final class PairTraining {
  private static final Logger LOG = LoggerFactory.getLogger(PairTraining.class);

  private final EncoderSettings settings;
  private final PairFields fields;
  private final Shape shape;

  public PairTraining(EncoderSettings settings, PairFields fields) {
    this.settings = settings;
    this.fields = fields;
    this.shape = fields.shape(settings.width(), settings.out());
  }

  /**
   * What training gave.
   *
   * @param encoder of the best epoch
   * @param losses mean validation loss before the first epoch and after each, in nats
   */
  public record Outcome(PairEncoder encoder, List<Double> losses) {
    public Outcome {
      losses = List.copyOf(losses);
    }
  }

  /**
   * Trains.
   *
   * @param learning at least one example
   * @param validation at least one other
   */
  public Outcome train(List<PairExample> learning, List<PairExample> validation) {
    List<PairBatch> choosing =
        batches(validation, new SplittableRandom(settings.seed())).stream()
            .map(batch -> PairBatch.of(batch, UnaryOperator.identity()))
            .toList();
    Parameters latest = start();
    Adagrad optimiser = Adagrad.start(shape);
    PairTowers towers = new PairTowers(shape);
    SplittableRandom random = new SplittableRandom(settings.seed());
    List<Double> losses = new ArrayList<>();
    Parameters best = latest.copy();
    int bestEpoch = 0;
    losses.add(loss(towers, latest, choosing, validation.size()));
    for (int epoch = 1;
        epoch <= settings.epochs() && epoch - bestEpoch <= settings.patience();
        epoch++) {
      epoch(towers, latest, optimiser, learning, random);
      losses.add(loss(towers, latest, choosing, validation.size()));
      if (losses.get(epoch) < losses.get(bestEpoch)) {
        bestEpoch = epoch;
        best = latest.copy();
      }
    }
    LOG.info("Epoch {} is the best of the validation losses {}", bestEpoch, losses);
    return new Outcome(new PairEncoder(fields, best), losses);
  }

  /** Names weigh most on both sides before anything is learned. */
  private Parameters start() {
    Parameters start = Parameters.start(shape, new float[] {1}, settings.seed());
    int width = shape.width();
    Arrays.fill(start.gains, fields.forms() * width, (fields.forms() + 1) * width, 1);
    return start;
  }

  private void epoch(
      PairTowers towers,
      Parameters p,
      Adagrad optimiser,
      List<PairExample> learning,
      SplittableRandom random) {
    Parameters gradients = Adagrad.withoutEmbeddings(shape);
    RowGradients rows = new RowGradients(shape.rows(), shape.width());
    for (List<PairExample> batch : batches(learning, random)) {
      towers.gradients(
          p,
          PairBatch.of(batch, block -> LocalEpoch.drop(block, settings.dropout(), random)),
          gradients,
          rows);
      optimiser.step(p, gradients, rows, settings.rate(), 0);
      rows.clear();
      for (float[] part : gradients.denseParts()) {
        Arrays.fill(part, 0);
      }
    }
  }

  /** Examples of one group together, otherwise in random order; so are the batches. */
  private List<List<PairExample>> batches(List<PairExample> examples, SplittableRandom random) {
    List<PairExample> order = new ArrayList<>(examples);
    Collections.shuffle(order, new Random(random.nextLong()));
    order.sort(Comparator.comparing(PairExample::group));
    List<List<PairExample>> batches = new ArrayList<>();
    for (int from = 0; from < order.size(); from += settings.batch()) {
      batches.add(order.subList(from, Math.min(order.size(), from + settings.batch())));
    }
    Collections.shuffle(batches, new Random(random.nextLong()));
    return batches;
  }

  private static double loss(
      PairTowers towers, Parameters p, List<PairBatch> batches, int examples) {
    double loss = 0;
    for (PairBatch batch : batches) {
      loss += towers.loss(p, batch);
    }
    return loss / examples;
  }
}
