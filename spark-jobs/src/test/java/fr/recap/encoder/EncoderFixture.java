package fr.recap.encoder;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A small problem: four leaves in two pairs, words that tell the leaf, and words that don't. */
final class EncoderFixture {
  static final int LEAVES = 4;
  private static final String[][] WORDS = {
    {"boulangerie", "patisserie", "pains"},
    {"boucherie", "charcuterie", "viande"},
    {"coiffure", "cheveux", "salon"},
    {"garage", "voitures", "mecanique"}
  };
  private static final String[] NOISE = {"vente", "entreprise", "service", "atelier"};

  private EncoderFixture() {}

  static Vocabulary vocabulary() {
    VocabularyBuilder builder = new VocabularyBuilder(1000, 64);
    for (String[] words : WORDS) {
      builder.add(String.join(" ", words));
    }
    builder.add(String.join(" ", NOISE));
    return builder.build();
  }

  /** Relatives share a twentieth with the other leaf of their pair. */
  static TreeTargets targets() {
    int[][] leaves = {{0, 1}, {0, 1}, {2, 3}, {2, 3}};
    float[][] shares = {{0.95f, 0.05f}, {0.05f, 0.95f}, {0.95f, 0.05f}, {0.05f, 0.95f}};
    return new TreeTargets(leaves, shares);
  }

  static EncoderInput input(EncoderSettings settings, List<Example> validation) {
    Vocabulary vocabulary = vocabulary();
    TokenBlock[] nodes = new TokenBlock[LEAVES];
    for (int leaf = 0; leaf < LEAVES; leaf++) {
      nodes[leaf] = vocabulary.tokens(WORDS[leaf][0]);
    }
    Shape shape = new Shape(vocabulary.rows(), settings.width(), 2, settings.out(), LEAVES);
    return new EncoderInput(
        shape,
        vocabulary,
        nodes,
        targets(),
        new float[] {0.25f, 0.25f, 0.25f, 0.25f},
        EncoderInput.WordStart.NONE,
        validation);
  }

  /** The second field is empty in every third form. */
  static List<Example> examples(int count, long seed) {
    Random random = new Random(seed);
    Vocabulary vocabulary = vocabulary();
    List<Example> examples = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int leaf = random.nextInt(LEAVES);
      String main = NOISE[random.nextInt(4)] + " " + WORDS[leaf][random.nextInt(3)];
      String other = i % 3 == 0 ? null : NOISE[random.nextInt(4)];
      examples.add(
          new Example(
              new TokenBlock[] {vocabulary.tokens(main), vocabulary.tokens(other)},
              new int[] {leaf},
              new float[] {1},
              1 + i % 2));
    }
    return examples;
  }
}
