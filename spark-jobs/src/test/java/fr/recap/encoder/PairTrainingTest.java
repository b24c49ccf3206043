package fr.recap.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PairTrainingTest {
  private static final EncoderSettings SETTINGS =
      new EncoderSettings(16, 16, 15, 15, 16, 0.1f, 0.1f, 7);

  private final PairFields fields = PairFixture.fields();

  private PairTraining.Outcome train(EncoderSettings settings) {
    return new PairTraining(settings, fields)
        .train(PairFixture.examples(fields, 200, 1), PairFixture.examples(fields, 40, 2));
  }

  @Test
  void training_lowersTheLossAndFindsTheTradeByWordsThatTheNameLacks() {
    int before = right(train(SETTINGS.withEpochs(1)).encoder());
    PairTraining.Outcome trained = train(SETTINGS);

    assertThat(trained.losses().get(15)).isLessThan(trained.losses().get(0) / 2);
    assertThat(right(trained.encoder())).isGreaterThanOrEqualTo(before).isEqualTo(20);
  }

  /** Forms of each trade and town, of which the establishment here of that trade is the nearest. */
  private static int right(PairEncoder encoder) {
    int right = 0;
    for (int trade = 0; trade < PairFixture.trades(); trade++) {
      for (int town = 0; town < 5; town++) {
        float[] form = encoder.form(PairFixture.form(trade, town, 0));
        float own = cosine(encoder, form, trade, town);
        boolean best = true;
        for (int other = 0; other < PairFixture.trades(); other++) {
          for (int elsewhere = 0; elsewhere < 5; elsewhere++) {
            boolean same = other == trade && elsewhere == town;
            best &= same || cosine(encoder, form, other, elsewhere) < own;
          }
        }
        right += best ? 1 : 0;
      }
    }
    return right;
  }

  private static float cosine(PairEncoder encoder, float[] form, int trade, int town) {
    return PairEncoder.cosine(form, encoder.establishment(PairFixture.establishment(trade, town)));
  }

  @Test
  void sameSeed_givesTheSameEncoderAndAnotherSeedAnother() {
    List<String> form = PairFixture.form(1, 2, 0);
    EncoderSettings few = SETTINGS.withEpochs(2);

    assertThat(train(few).encoder().form(form)).isEqualTo(train(few).encoder().form(form));
    assertThat(train(few.withSeed(8)).encoder().form(form))
        .isNotEqualTo(train(few).encoder().form(form));
  }

  @Test
  void writtenAndSerialised_itProjectsTheSame(@TempDir Path folder) throws Exception {
    PairEncoder encoder = train(SETTINGS.withEpochs(1)).encoder();
    encoder.write(folder.resolve("encoder.bin"));
    PairEncoder read = PairEncoder.read(folder.resolve("encoder.bin"), 2, 2);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(encoder);
    }
    PairEncoder sent;
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      sent = (PairEncoder) in.readObject();
    }

    List<String> form = PairFixture.form(3, 1, 1);
    List<String> establishment = PairFixture.establishment(3, 1);
    for (PairEncoder other : List.of(read, sent)) {
      assertThat(other.form(form)).isEqualTo(encoder.form(form));
      assertThat(other.establishment(establishment))
          .isEqualTo(encoder.establishment(establishment));
    }
    assertThatThrownBy(() -> PairEncoder.read(folder.resolve("encoder.bin"), 2, 3))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("encodes 4 fields where 5 are due");
  }
}
