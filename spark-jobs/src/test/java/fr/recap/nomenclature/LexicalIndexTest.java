package fr.recap.nomenclature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
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
  void aVoteSharesOutTheLabelsOfANeighbour() {
    LexicalIndex index = LexicalIndexBuilder.build(texts());
    float[] mass = new float[3];

    LeafVote vote = index.vote(index.neighbours("vente pain"), 4, mass);

    assertThat(vote.size()).isEqualTo(2);
    assertThat(vote.share(0)).isCloseTo(0.75f, within(1e-5f));
    assertThat(vote.share(1)).isCloseTo(0.25f, within(1e-5f));
    assertThat(mass).as("the scratch is empty again").containsOnly(0f);
  }

  @Test
  void votesMultiplyOverThePrior() {
    LexicalIndex index = LexicalIndexBuilder.build(texts());
    LexicalCoder coder = new LexicalCoder(List.of(index), new float[] {0.25f, 0.25f, 0.5f});
    LeafVote vote = index.vote(index.neighbours("vente pain"), 4, new float[3]);

    // Similarity 1 is trusted by 0.98: p = 0.98 share + 0.02 prior, over 0.02 prior.
    assertThat(coder.logOdds(vote, 0))
        .isCloseTo(Math.log((0.98 * 0.75 + 0.02 * 0.25) / (0.02 * 0.25)), within(1e-3));
    assertThat(coder.logOdds(vote, 1))
        .isCloseTo(Math.log((0.98 * 0.25 + 0.02 * 0.25) / (0.02 * 0.25)), within(1e-3));
    assertThat(coder.rankOf(0, new LeafVote[] {vote}, List.of(1.0))).isZero();
    assertThat(coder.rankOf(2, new LeafVote[] {LeafVote.NONE}, List.of(1.0))).isZero();
  }
}
