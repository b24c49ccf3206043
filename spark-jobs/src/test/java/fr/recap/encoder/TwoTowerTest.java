package fr.recap.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TwoTowerTest {
  private static final EncoderSettings SETTINGS = new EncoderSettings(6, 5, 1, 1, 8, 0.1f, 0, 7);
  private static final float STEP = 2e-3f;

  private final EncoderInput input = EncoderFixture.input(SETTINGS, List.of());
  private final Example[] batch = EncoderFixture.examples(8, 3).toArray(Example[]::new);
  private final TokenBlock[][] forms =
      Arrays.stream(batch).map(Example::fields).toArray(TokenBlock[][]::new);
  private final TwoTower towers = new TwoTower(input.shape(), input.targets(), input.nodes());

  private Parameters parameters() {
    Parameters parameters = Parameters.start(input.shape(), input.prior(), 5);
    // A scale of 12 saturates so small a problem, and offsets of 0 hide mistakes.
    parameters.scale[0] = 3;
    SplittableRandom random = new SplittableRandom(9);
    for (float[] part : new float[][] {parameters.nodeOffsets, parameters.biases}) {
      for (int i = 0; i < part.length; i++) {
        part[i] = (float) random.nextDouble() - 0.5f;
      }
    }
    return parameters;
  }

  /** Mean loss, as the gradients are those of the mean. */
  private double loss(Parameters parameters) {
    double weight = Arrays.stream(batch).mapToDouble(Example::weight).sum();
    towers.readTexts(parameters);
    return towers.loss(parameters, batch, batch.length) / weight;
  }

  private double slope(Parameters parameters, float[] part, int at) {
    float before = part[at];
    part[at] = before + STEP;
    double above = loss(parameters);
    part[at] = before - STEP;
    double below = loss(parameters);
    part[at] = before;
    return (above - below) / (2 * STEP);
  }

  @Test
  void everyGradientIsTheSlopeOfTheLoss() {
    Parameters parameters = parameters();
    Parameters gradients = Adagrad.withoutEmbeddings(input.shape());
    RowGradients rows = new RowGradients(input.shape().rows(), input.shape().width());
    towers.readTexts(parameters);
    towers.gradients(parameters, batch, forms, batch.length, gradients, rows);
    towers.textGradients(rows);

    String[] names = {"gains", "biases", "dense", "denseBias", "nodeOffsets", "leafBias", "scale"};
    float[][] parts = parameters.denseParts();
    float[][] found = gradients.denseParts();
    for (int part = 0; part < parts.length; part++) {
      for (int i = 0; i < parts[part].length; i++) {
        assertThat((double) found[part][i])
            .as("%s[%d]", names[part], i)
            .isCloseTo(slope(parameters, parts[part], i), within(1e-3));
      }
    }
    assertThat(rows.count()).as("rows that were touched").isGreaterThan(20);
    int width = input.shape().width();
    for (int slot = 0; slot < rows.count(); slot++) {
      for (int i = 0; i < width; i++) {
        assertThat((double) rows.values(slot)[i])
            .as("embedding of row %d at %d", rows.row(slot), i)
            .isCloseTo(
                slope(parameters, parameters.embeddings, rows.row(slot) * width + i), within(1e-3));
      }
    }
  }

  /** What two batches ask of the leaves' texts is the sum of both, and is given once. */
  @Test
  void gradientsOfTextsGatherUntilTheyAreAskedFor() {
    Parameters parameters = parameters();
    RowGradients ofForms = new RowGradients(input.shape().rows(), input.shape().width());
    RowGradients once = new RowGradients(input.shape().rows(), input.shape().width());
    RowGradients twice = new RowGradients(input.shape().rows(), input.shape().width());
    towers.readTexts(parameters);
    Parameters gradients = Adagrad.withoutEmbeddings(input.shape());
    towers.gradients(parameters, batch, forms, batch.length, gradients, ofForms);
    towers.textGradients(once);
    towers.gradients(parameters, batch, forms, batch.length, gradients, ofForms);
    towers.gradients(parameters, batch, forms, batch.length, gradients, ofForms);
    towers.textGradients(twice);

    assertThat(once.count()).isPositive();
    assertThat(twice.count()).isEqualTo(once.count());
    double largest = 0;
    for (int slot = 0; slot < once.count(); slot++) {
      assertThat(twice.row(slot)).isEqualTo(once.row(slot));
      for (int i = 0; i < input.shape().width(); i++) {
        float one = once.values(slot)[i];
        largest = Math.max(largest, Math.abs(one));
        assertThat(twice.values(slot)[i]).isCloseTo(2 * one, within(1e-6f));
      }
    }
    assertThat(largest).isGreaterThan(1e-3);
  }

  @Test
  void gradientsAreNotAllSmall() {
    Parameters gradients = Adagrad.withoutEmbeddings(input.shape());
    RowGradients rows = new RowGradients(input.shape().rows(), input.shape().width());
    Parameters parameters = parameters();
    towers.readTexts(parameters);
    towers.gradients(parameters, batch, forms, batch.length, gradients, rows);

    for (float[] part : gradients.denseParts()) {
      double largest = 0;
      for (float value : part) {
        largest = Math.max(largest, Math.abs(value));
      }
      assertThat(largest).as("the tolerance of the slopes must not hide them").isGreaterThan(5e-3);
    }
  }

  @Test
  void theLossOfEqualLogitsIsThatOfAUniformGuess() {
    Parameters zeros = Parameters.zeros(input.shape());

    assertThat(loss(zeros)).isCloseTo(Math.log(EncoderFixture.LEAVES), within(1e-5));
  }

  @Test
  void aFormWithoutAnyTokenGetsThePriorAndNoNaN() {
    Parameters parameters = Parameters.zeros(input.shape());
    parameters.leafBias[2] = (float) Math.log(3);
    EncoderModel model = new EncoderModel(input.vocabulary(), parameters, input.nodes());

    float[] logs = model.logProbabilities(new String[] {null, null});

    assertThat(Math.exp(logs[2])).isCloseTo(0.5, within(1e-6));
    assertThat(Math.exp(logs[0])).isCloseTo(1 / 6.0, within(1e-6));
  }
}
