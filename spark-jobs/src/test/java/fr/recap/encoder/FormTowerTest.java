package fr.recap.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class FormTowerTest {
  private static final EncoderSettings SETTINGS = new EncoderSettings(12, 9, 1, 1, 8, 0.1f, 0, 7);

  private final EncoderInput input = EncoderFixture.input(SETTINGS, List.of());
  private final Parameters parameters = parameters();
  private final FormTower byWords =
      new FormTower(new WordSums(input.vocabulary(), parameters), parameters);

  private Parameters parameters() {
    Parameters start = Parameters.start(input.shape(), input.prior(), 5);
    SplittableRandom random = new SplittableRandom(9);
    for (float[] part : new float[][] {start.biases, start.denseBias}) {
      for (int i = 0; i < part.length; i++) {
        part[i] = (float) random.nextDouble() - 0.5f;
      }
    }
    return start;
  }

  private float[] byTokens(String[] cleaned) {
    TokenBlock[] blocks = new TokenBlock[cleaned.length];
    for (int field = 0; field < blocks.length; field++) {
      blocks[field] = input.vocabulary().tokens(cleaned[field]);
    }
    Tower tower = new Tower(input.shape());
    tower.prepare(parameters);
    tower.forms(parameters, new TokenBlock[][] {blocks}, 1);
    return tower.units()[0];
  }

  @Test
  void sumsOfWordsGiveTheSameVectorsAsTheirTokens() {
    String[][] forms = {
      {"vente patisserie", "service"},
      {"vente", null},
      {null, "atelier mecanique mecanique"},
      {"boulangeri xqz", "q"},
      {"vente  pains", ""},
      {null, null}
    };
    for (int pass = 0; pass < 2; pass++) {
      for (String[] form : forms) {
        float[] expected = byTokens(form);
        float[] found = byWords.unit(form);
        for (int i = 0; i < expected.length; i++) {
          assertThat(found[i])
              .as("%s, dimension %d, pass %d", List.of(form[0] + "", form[1] + ""), i, pass)
              .isCloseTo(expected[i], within(1e-6f));
        }
      }
    }
  }
}
