package fr.recap.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AttentionTest {
  private static final Attention ATTENTION = new Attention(3, 4, true);
  private static final EncoderSettings SETTINGS =
      new EncoderSettings(6, 5, 6, 2, 16, 0.1f, 0.2f, 11, ATTENTION);
  private static final float STEP = 2e-3f;

  private final EncoderInput input = EncoderFixture.input(SETTINGS, List.of());
  private final Example[] batch = EncoderFixture.examples(8, 3, ATTENTION).toArray(Example[]::new);
  private final TokenBlock[][] forms =
      Arrays.stream(batch).map(Example::fields).toArray(TokenBlock[][]::new);
  private final TwoTower towers = new TwoTower(input.shape(), input.targets(), input.nodes());

  @TempDir Path folder;

  /** Away from zeros, which hide mistakes. */
  private Parameters parameters() {
    Parameters parameters = Parameters.start(input.shape(), input.prior(), 5);
    parameters.scale[0] = 3;
    SplittableRandom random = new SplittableRandom(9);
    for (float[] part : parameters.block.parts()) {
      for (int i = 0; i < part.length; i++) {
        part[i] += (float) random.nextDouble() - 0.5f;
      }
    }
    return parameters;
  }

  private double loss(Parameters parameters) {
    double weight = Arrays.stream(batch).mapToDouble(Example::weight).sum();
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
    towers.gradients(parameters, batch, forms, batch.length, gradients, rows);

    float[][] parts = parameters.denseParts();
    float[][] found = gradients.denseParts();
    assertThat(parts.length).isEqualTo(7 + 13);
    for (int part = 0; part < parts.length; part++) {
      double largest = 0;
      for (int i = 0; i < parts[part].length; i++) {
        largest = Math.max(largest, Math.abs(found[part][i]));
        assertThat((double) found[part][i])
            .as("part %d at %d", part, i)
            .isCloseTo(slope(parameters, parts[part], i), within(1e-3));
      }
      assertThat(largest).as("part %d: the tolerance must not hide it", part).isGreaterThan(4e-3);
    }
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

  @Test
  void trainingBeginsWithTheEncoderWithoutTheBlock() {
    EncoderSettings without = SETTINGS.withAttention(Attention.NONE);
    EncoderInput plain = EncoderFixture.input(without, List.of());
    String[] form = {"vente de pains", "service"};

    float[] expected =
        new EncoderModel(
                plain.vocabulary(),
                Parameters.start(plain.shape(), plain.prior(), 5),
                plain.nodes())
            .logProbabilities(form);
    float[] found =
        new EncoderModel(
                input.vocabulary(),
                Parameters.start(input.shape(), input.prior(), 5),
                input.nodes())
            .logProbabilities(form);

    assertThat(found).containsExactly(expected, within(1e-5f));
  }

  @Test
  void tokensByWordAreTheSameTokens() {
    Vocabulary vocabulary = EncoderFixture.vocabulary();
    TokenBlock flat = vocabulary.tokens("vente de pains xyz");
    TokenBlock byWord = vocabulary.byWord().tokens("vente de pains xyz");

    assertThat(byWord.ids()).containsExactlyInAnyOrder(flat.ids());
    assertThat(byWord.ends()).hasSize(4).endsWith(flat.ids().length);
    // <vente>: a stem, then 5 n-grams of 3, 4 of 4 and 3 of 5 characters.
    assertThat(byWord.ends()[0]).isEqualTo(1 + 5 + 4 + 3);
    assertThat(byWord.ids()[0]).isEqualTo(flat.ids()[0]);
  }

  private EncoderTraining.Outcome train() {
    EncoderInput all = EncoderFixture.input(SETTINGS, EncoderFixture.examples(60, 2, ATTENTION));
    return new EncoderTraining(SETTINGS, all)
        .train(
            new LocalEpochs(SETTINGS, all, EncoderFixture.examples(300, 1, ATTENTION)),
            Optional.of(new Checkpoints(folder, "a")));
  }

  @Test
  void aTrainedBlockIsStoredWithItsModel() throws IOException {
    EncoderModel model = train().model();
    Path file = folder.resolve("model.bin");
    EncoderFiles.write(file, model);
    EncoderModel read = EncoderFiles.read(file);

    String[] form = {"vente pains", "service"};
    assertThat(model.parameters().block.output()).as("has learned").isNotEqualTo(new float[36]);
    assertThat(read.shape()).isEqualTo(model.shape());
    assertThat(read.logProbabilities(form)).isEqualTo(model.logProbabilities(form));
    assertThat(new Checkpoints(folder, "a").read(input.shape())).isPresent();
    try (DataInputStream in = new DataInputStream(Files.newInputStream(file))) {
      in.readInt();
      assertThat(in.readInt()).as("earlier versions refuse it").isEqualTo(2);
    }
  }

  @Test
  void aPartitionsChangesCarryTheBlock() {
    Parameters before = parameters();
    Adagrad optimiser = Adagrad.start(input.shape());
    Delta delta = Delta.train(before, optimiser, SETTINGS, input, List.of(batch), 1);
    Parameters after = delta.applyTo(new EncoderState.Trained(before, optimiser)).parameters();

    for (int part = 0; part < before.block.parts().length; part++) {
      assertThat(after.block.parts()[part])
          .as("part %d", part)
          .isNotEqualTo(before.block.parts()[part]);
    }
  }

  @Test
  void headsThatDontDivideTheWidthAreRefused() {
    assertThatThrownBy(() -> new Shape(9, 128, 1, 128, 4, new Attention(3, 64, true)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("width 128, heads 3")
        .hasMessageContaining("take 129 as the width");
  }
}
