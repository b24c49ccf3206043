package fr.recap.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class PairTowersTest {
  private static final float STEP = 2e-3f;

  private final PairFields fields = PairFixture.fields();
  private final Shape shape = fields.shape(6, 5);
  private final PairTowers towers = new PairTowers(shape);
  private final PairBatch batch =
      PairBatch.of(PairFixture.examples(fields, 5, 3), UnaryOperator.identity());

  private Parameters parameters() {
    Parameters parameters = Parameters.start(shape, new float[] {1}, 5);
    parameters.scale[0] = 3;
    SplittableRandom random = new SplittableRandom(9);
    for (float[] part : new float[][] {parameters.denseBias, parameters.biases}) {
      for (int i = 0; i < part.length; i++) {
        part[i] = (float) random.nextDouble() - 0.5f;
      }
    }
    return parameters;
  }

  /** Mean loss, as the gradients are those of the mean. */
  private double slope(Parameters parameters, float[] part, int at) {
    float before = part[at];
    part[at] = before + STEP;
    double above = towers.loss(parameters, batch);
    part[at] = before - STEP;
    double below = towers.loss(parameters, batch);
    part[at] = before;
    return (above - below) / (2 * STEP) / batch.forms();
  }

  @Test
  void everyGradientIsTheSlopeOfTheLoss() {
    Parameters parameters = parameters();
    Parameters gradients = Adagrad.withoutEmbeddings(shape);
    RowGradients rows = new RowGradients(shape.rows(), shape.width());
    towers.gradients(parameters, batch, gradients, rows);

    String[] names = {"gains", "biases", "dense", "denseBias", "nodeOffsets", "leafBias", "scale"};
    float[][] parts = parameters.denseParts();
    double largest = 0;
    for (int part = 0; part < parts.length; part++) {
      for (int i = 0; i < parts[part].length; i++) {
        float found = gradients.denseParts()[part][i];
        largest = Math.max(largest, Math.abs(found));
        assertThat((double) found)
            .as("%s[%d]", names[part], i)
            .isCloseTo(slope(parameters, parts[part], i), within(1e-3));
      }
    }
    assertThat(largest).as("the tolerance must not hide the gradients").isGreaterThan(0.05);
    assertThat(gradients.scale[0]).isNotZero();
    assertThat(rows.count()).as("rows that were touched").isGreaterThan(20);
    int width = shape.width();
    for (int slot = 0; slot < rows.count(); slot++) {
      for (int i = 0; i < width; i++) {
        assertThat((double) rows.values(slot)[i])
            .as("embedding of row %d at %d", rows.row(slot), i)
            .isCloseTo(
                slope(parameters, parameters.embeddings, rows.row(slot) * width + i), within(1e-3));
      }
    }
  }

  @Test
  void theLossOfAnEncoderThatKnowsNothing_isThatOfAUniformGuess() {
    assertThat(towers.loss(Parameters.zeros(shape), batch) / batch.forms())
        .isCloseTo(Math.log(batch.establishments()), within(1e-5));
  }

  @Test
  void establishmentsThatFormsShare_areInABatchOnce() {
    PairItem bakery = new PairItem("B", fields.establishment(PairFixture.establishment(0, 0)));
    PairItem garage = new PairItem("G", fields.establishment(PairFixture.establishment(1, 0)));
    PairItem form = new PairItem("F", fields.form(PairFixture.form(0, 0, 0)));

    PairBatch shared =
        PairBatch.of(
            List.of(
                new PairExample(form, bakery, List.of(garage), ""),
                new PairExample(form, garage, List.of(bakery), "")),
            UnaryOperator.identity());

    assertThat(shared.establishments()).isEqualTo(2);
    assertThat(shared.truth(0)).isZero();
    assertThat(shared.truth(1)).isEqualTo(1);
  }
}
