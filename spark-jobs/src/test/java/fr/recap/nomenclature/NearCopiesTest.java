package fr.recap.nomenclature;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NearCopiesTest {
  private static LabelledTexts texts() {
    LabelledTexts texts = new LabelledTexts();
    texts.add("boulanger", 0, 1);
    texts.add("boulangere", 0, 1);
    texts.add("gerant debit tabac", 1, 1);
    texts.add("gerante debit tabac", 1, 1);
    texts.add("debitant tabac", 1, 1);
    texts.add("buraliste", 1, 1);
    texts.add("debit tabac gerant", 2, 1);
    // So that a group of four is no large share of all texts.
    for (char letter = 'a'; letter <= 'z'; letter++) {
      for (int i = 1; i <= 4; i++) {
        texts.add(String.valueOf(letter).repeat(2 + i), 3 + letter - 'a', 1);
      }
    }
    return texts;
  }

  @Test
  void textsOfOneLeafWithTheSameWordsOrNearlyTheSameLettersAreOneGroup() {
    NearCopies copies = NearCopies.of(texts());

    assertThat(copies.group("boulangere")).isEqualTo(copies.group("boulanger"));
    assertThat(copies.group("gerante debit tabac"))
        .isEqualTo(copies.group("gerant debit tabac"))
        .isNotEqualTo(copies.group("boulanger"));
    assertThat(copies.group("buraliste"))
        .as("another word for the same is no copy")
        .isNotEqualTo(copies.group("gerant debit tabac"));
  }

  @Test
  void theSameWordsInAnotherOrderAreOneGroupWhateverTheirLeaves() {
    NearCopies copies = NearCopies.of(texts());

    assertThat(copies.group("debit tabac gerant")).isEqualTo(copies.group("gerant debit tabac"));
  }

  @Test
  void stockPhrasesAreNotKeptTogetherAsTheyWouldUnbalanceASplit() {
    LabelledTexts texts = new LabelledTexts();
    for (int i = 0; i < 100; i++) {
      texts.add("fabrication article" + i, 0, 1);
    }

    NearCopies copies = NearCopies.of(texts);

    assertThat(texts.byText().keySet().stream().map(copies::group).distinct()).hasSize(100);
  }
}
