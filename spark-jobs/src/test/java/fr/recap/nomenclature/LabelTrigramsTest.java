package fr.recap.nomenclature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LabelTrigramsTest {
  private static final List<String> LABELS = List.of("pain", "painpain pains", "");

  private static float[] shares(LabelTrigrams.Shares of, String cleaned, int leaves) {
    float[] shares = new float[leaves];
    of.of(cleaned, shares);
    return shares;
  }

  @Test
  void trigramsThatWordsShareCountAsOftenAsTheLabelHasThem() {
    LabelTrigrams.Shares shares = new LabelTrigrams(LABELS).shares();

    // <pa pai ain in> twice each; "pain" has each once, "painpain pains" <pa twice, pai and ain
    // three times, in> once.
    assertThat(shares(shares, "pain pain", 3)).containsExactly(4 / 8f, 7 / 8f, 0f);
    assertThat(shares(shares, "pain", 3)).containsExactly(1f, 1f, 0f);
    assertThat(shares(shares, null, 3)).containsExactly(0f, 0f, 0f);
  }

  @Test
  void sharesOfRandomTextsAreThoseOfTheWholeTextsTrigrams() {
    Random random = new Random(3);
    List<String> labels = IntStream.range(0, 20).mapToObj(i -> text(random)).toList();
    LabelTrigrams.Shares shares = new LabelTrigrams(labels).shares();
    for (int i = 0; i < 200; i++) {
      String text = text(random);
      float[] found = shares(shares, text, labels.size());
      for (int leaf = 0; leaf < labels.size(); leaf++) {
        long[] all = TextFeatures.trigrams(text);
        assertThat(found[leaf])
            .as("%s in %s", text, labels.get(leaf))
            .isCloseTo(common(all, labels.get(leaf)) / (float) all.length, within(1e-6f));
      }
    }
  }

  /** Words of three letters out of two, so that trigrams repeat. */
  private static String text(Random random) {
    return IntStream.range(0, 1 + random.nextInt(6))
        .mapToObj(word -> "" + letter(random) + letter(random) + letter(random))
        .collect(Collectors.joining(" "));
  }

  private static char letter(Random random) {
    return (char) ('a' + random.nextInt(2));
  }

  private static int common(long[] trigrams, String label) {
    List<Long> left = new ArrayList<>();
    LongStream.of(TextFeatures.trigrams(label)).forEach(left::add);
    int common = 0;
    for (long trigram : trigrams) {
      common += left.remove((Long) trigram) ? 1 : 0;
    }
    return common;
  }
}
