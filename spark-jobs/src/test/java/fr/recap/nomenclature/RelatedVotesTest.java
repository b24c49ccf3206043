package fr.recap.nomenclature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import fr.recap.models.BinaryInput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RelatedVotesTest {
  private static final int LEAVES = 3;

  @TempDir Path folder;

  private static RelatedVotes learned() {
    RelatedTexts related = new RelatedTexts();
    related.add("D1104", "mitron");
    related.add("D1104", "boulanger");
    related.add("I1604", "depanneur");
    related.add("I1604", "garagiste");
    LabelledTexts labelled = new LabelledTexts();
    labelled.add("boulanger", 0, 1);
    labelled.add("garagiste", 1, 3);
    labelled.add("garagiste", 2, 1);
    return RelatedVotes.learn(related, labelled, LEAVES);
  }

  private static LeafVote vote(RelatedVotes votes, String text) {
    return votes.vote(text, new LeafVote.Collector(votes.groups()), new LeafVote.Collector(LEAVES));
  }

  @Test
  void aWordThatNoLabelledTextHasLeadsToTheLeavesOfItsGroup() {
    LeafVote vote = vote(learned(), "mitron");

    assertThat(vote.similarity()).isCloseTo(1, within(1e-5));
    assertThat(vote.size()).isEqualTo(1);
    assertThat(vote.leaf(0)).isZero();
    // One labelled text equals one of the group: 1 of it, and 0.3 that say nothing.
    assertThat(vote.share(0)).isCloseTo((float) (1 / 1.3), within(1e-5f));
  }

  @Test
  void aGroupHasTheLeavesOfItsLabelledTextsInTheirShares() {
    LeafVote vote = vote(learned(), "depanneur");

    assertThat(vote.size()).isEqualTo(2);
    assertThat(vote.leaf(0)).isEqualTo(1);
    assertThat(vote.share(0)).isCloseTo((float) (0.75 / 1.3), within(1e-5f));
    assertThat(vote.share(1)).isCloseTo((float) (0.25 / 1.3), within(1e-5f));
  }

  @Test
  void aTextThatIsNearNoGroupSaysNothing() {
    assertThat(vote(learned(), "xyz").size()).isZero();
  }

  @Test
  void whatIsWrittenIsReadAgain() throws IOException {
    Path file = folder.resolve("related.bin");
    try (DataOutputStream out = new DataOutputStream(Files.newOutputStream(file))) {
      learned().write(out);
    }

    try (BinaryInput in = BinaryInput.open(file)) {
      RelatedVotes read = RelatedVotes.read(in, LEAVES);
      assertThat(read.groups()).isEqualTo(2);
      assertThat(vote(read, "mitron").share(0)).isEqualTo(vote(learned(), "mitron").share(0));
    }
  }
}
