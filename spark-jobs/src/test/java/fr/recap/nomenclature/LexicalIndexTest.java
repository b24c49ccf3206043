package fr.recap.nomenclature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LexicalIndexTest {
  private static LabelledTexts texts() {
    LabelledTexts texts = new LabelledTexts();
    texts.add("vente pain", 0, 3);
    texts.add("vente pain", 1, 1);
    texts.add("culture ble", 2, 1);
    return texts;
  }

  @Test
  void anEqualTextHasSimilarityOneAndOthersLess() {
    LexicalIndex index = LexicalIndexBuilder.build(texts());

    Neighbours found = index.neighbours("vente pain");

    assertThat(found.text(0)).as("texts are numbered in order: culture, vente").isEqualTo(1);
    assertThat(found.similarity(0)).isCloseTo(1f, within(1e-5f));
    assertThat(index.neighbours("vente poisson").similarity(0)).isBetween(0.1f, 0.9f);
    assertThat(index.neighbours("xyz").size()).isZero();
  }

  @Test
  void similarityIsTheMeanOfTheCosinesOfWordsAndOfNgrams() {
    // Words only: both query words occur in one text each, so all weights are equal, and the
    // cosine with each text is 1 / (sqrt 2 * sqrt 2); no n-gram of one text is in the other.
    LexicalIndex index = LexicalIndexBuilder.build(texts());

    Neighbours found = index.neighbours("vente ble");

    assertThat(found.size()).isEqualTo(2);
    // vente has 9 n-grams and pain 7, culture 13 and ble 5: cosines of the n-grams are
    // 9 / sqrt(14 * 16) and 5 / sqrt(14 * 18).
    assertThat(found.similarity(0))
        .isCloseTo((float) (0.25 + 0.5 * 9 / Math.sqrt(14 * 16)), within(1e-5f));
    assertThat(found.similarity(1))
        .isCloseTo((float) (0.25 + 0.5 * 5 / Math.sqrt(14 * 18)), within(1e-5f));
  }

  @Test
  void frequentWordsAreThoseOfMostTexts() {
    LabelledTexts texts = texts();
    texts.add("culture pain", 0, 1);

    assertThat(LexicalIndexBuilder.build(texts).frequentWords(3))
        .containsExactly("culture", "pain", "ble");
  }

  @Test
  void aVoteSharesOutTheLabelsOfANeighbour() {
    LexicalIndex index = LexicalIndexBuilder.build(texts());
    LeafVote.Collector collector = new LeafVote.Collector(3);

    LeafVote vote = index.vote(index.neighbours("vente pain"), 4, collector);

    assertThat(vote.size()).isEqualTo(2);
    assertThat(vote.share(0)).isCloseTo(0.75f, within(1e-5f));
    assertThat(vote.share(1)).isCloseTo(0.25f, within(1e-5f));
    assertThat(collector.take(1, 1).size()).as("the collector is empty again").isZero();
  }

  @Test
  void votesMultiplyOverThePrior() {
    LexicalIndex index = LexicalIndexBuilder.build(texts());
    LexicalCoder coder = new LexicalCoder(List.of(index), new float[] {0.25f, 0.25f, 0.5f});
    LeafVote vote = index.vote(index.neighbours("vente pain"), 4, new LeafVote.Collector(3));

    // Similarity 1 is trusted by 0.98: p = 0.98 share + 0.02 prior, over 0.02 prior.
    assertThat(coder.logOdds(vote, 0))
        .isCloseTo(Math.log((0.98 * 0.75 + 0.02 * 0.25) / (0.02 * 0.25)), within(1e-3));
    assertThat(coder.logOdds(vote, 1))
        .isCloseTo(Math.log((0.98 * 0.25 + 0.02 * 0.25) / (0.02 * 0.25)), within(1e-3));
    assertThat(coder.rankOf(0, new LeafVote[] {vote}, List.of(1.0))).isZero();
    assertThat(coder.rankOf(2, new LeafVote[] {LeafVote.NONE}, List.of(1.0))).isZero();
  }

  @Test
  void neighboursOfRandomTextsAreThoseOfAllCosines() {
    Random random = new Random(4);
    LabelledTexts labelled = new LabelledTexts();
    IntStream.range(0, 80).forEach(i -> labelled.add(text(random), 0, 1));
    LexicalIndex index = LexicalIndexBuilder.build(labelled);
    List<String> texts = IntStream.range(0, index.size()).mapToObj(index::text).toList();
    for (int search = 0; search < 10; search++) {
      String text = text(random);
      Map<String, Double> similarities = new HashMap<>();
      for (String other : texts) {
        similarities.put(
            other,
            (cosine(text, other, texts, TextFeatures::words)
                    + cosine(text, other, texts, TextFeatures::grams))
                / 2);
      }

      Neighbours found = index.neighbours(text);

      List<Double> best =
          similarities.values().stream()
              .filter(similarity -> similarity > 0)
              .sorted(Comparator.reverseOrder())
              .limit(LexicalIndex.NEIGHBOURS)
              .toList();
      assertThat(found.size()).isEqualTo(best.size());
      for (int i = 0; i < found.size(); i++) {
        assertThat((double) found.similarity(i))
            .as("%s, neighbour %d", text, i)
            .isCloseTo(best.get(i), within(1e-6))
            .isCloseTo(similarities.get(texts.get(found.text(i))), within(1e-6));
      }
    }
  }

  /** One to five words of two or three letters, some of which no other text has. */
  private static String text(Random random) {
    return IntStream.range(0, 1 + random.nextInt(5))
        .mapToObj(
            word ->
                random
                    .ints(2 + random.nextInt(2), 'b', 'b' + (random.nextInt(9) == 0 ? 20 : 5))
                    .mapToObj(letter -> String.valueOf((char) letter))
                    .collect(Collectors.joining()))
        .collect(Collectors.joining(" "));
  }

  private static double cosine(
      String a, String b, List<String> texts, Function<String, long[]> features) {
    Map<Long, Double> ofA = weights(a, texts, features);
    Map<Long, Double> ofB = weights(b, texts, features);
    double dot = 0;
    for (Map.Entry<Long, Double> weight : ofA.entrySet()) {
      dot += weight.getValue() * ofB.getOrDefault(weight.getKey(), 0.0);
    }
    double norms = norm(ofA) * norm(ofB);
    return norms == 0 ? 0 : dot / norms;
  }

  private static double norm(Map<Long, Double> weights) {
    return Math.sqrt(weights.values().stream().mapToDouble(weight -> weight * weight).sum());
  }

  private static Map<Long, Double> weights(
      String text, List<String> texts, Function<String, long[]> features) {
    Map<Long, Double> times = new HashMap<>();
    LongStream.of(features.apply(text)).forEach(f -> times.merge(f, 1.0, Double::sum));
    times.replaceAll(
        (feature, count) -> {
          long with =
              texts.stream()
                  .filter(other -> LongStream.of(features.apply(other)).anyMatch(f -> f == feature))
                  .count();
          return (1 + Math.log(count)) * (1 + Math.log((1.0 + texts.size()) / (1.0 + with)));
        });
    return times;
  }
}
