package fr.recap.nomenclature;

import fr.recap.models.BinaryArrays;
import fr.recap.models.BinaryInput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Codes a text by way of {@link RelatedTexts}: the groups whose texts are nearest vote for the
 * leaves whose labelled texts are near the same groups. So a word that no labelled text has leads
 * to a code if it stands beside a known one in some group,
 *
 * <pre>p(leaf | text) = sum over groups of p(group | text) p(leaf | group)</pre>
 *
 * Immutable.
 */
final class RelatedVotes {
  /** Neighbours count as their similarity to this power. */
  private static final double SHARPNESS = 6;

  /**
   * A labelled text that says nothing of the leaves, for groups that few labelled texts are near.
   */
  private static final double NOTHING = 0.3;

  private final LexicalIndex index;

  /** Leaves of group g lie from starts[g] to starts[g + 1]. */
  private final int[] starts;

  private final int[] leaves;

  /** Of the leaves in a group; they sum to less than 1, by what nothing is known of. */
  private final float[] shares;

  private RelatedVotes(LexicalIndex index, int[] starts, int[] leaves, float[] shares) {
    this.index = index;
    this.starts = starts;
    this.leaves = leaves;
    this.shares = shares;
  }

  /**
   * Learns which leaves the groups have.
   *
   * @param labelled texts of the main field
   * @param leafCount leaves of the nomenclature
   */
  static RelatedVotes learn(RelatedTexts related, LabelledTexts labelled, int leafCount) {
    LexicalIndex index = LexicalIndexBuilder.build(related.labelled());
    List<SortedMap<Integer, Double>> masses = new ArrayList<>();
    for (int group = 0; group < related.size(); group++) {
      masses.add(new TreeMap<>());
    }
    double[] totals = new double[related.size()];
    LeafVote.Collector collector = new LeafVote.Collector(related.size());
    for (Map.Entry<String, SortedMap<Integer, Double>> text : labelled.byText().entrySet()) {
      LeafVote vote = index.vote(index.neighbours(text.getKey()), SHARPNESS, collector);
      double weight = text.getValue().values().stream().mapToDouble(Double::doubleValue).sum();
      double trust = vote.similarity() * vote.similarity() * Math.min(1, weight);
      for (int i = 0; i < vote.size(); i++) {
        int group = vote.leaf(i);
        double mass = trust * vote.share(i);
        totals[group] += mass;
        text.getValue()
            .forEach(
                (leaf, part) -> masses.get(group).merge(leaf, mass * part / weight, Double::sum));
      }
    }
    return of(index, masses, totals);
  }

  private static RelatedVotes of(
      LexicalIndex index, List<SortedMap<Integer, Double>> masses, double[] totals) {
    int[] starts = new int[masses.size() + 1];
    for (int group = 0; group < masses.size(); group++) {
      starts[group + 1] = starts[group] + masses.get(group).size();
    }
    int[] leaves = new int[starts[masses.size()]];
    float[] shares = new float[leaves.length];
    int at = 0;
    for (int group = 0; group < masses.size(); group++) {
      for (Map.Entry<Integer, Double> mass : masses.get(group).entrySet()) {
        leaves[at] = mass.getKey();
        shares[at++] = (float) (mass.getValue() / (totals[group] + NOTHING));
      }
    }
    return new RelatedVotes(index, starts, leaves, shares);
  }

  /** Number of groups. */
  int groups() {
    return starts.length - 1;
  }

  /**
   * What the groups near a text say of the leaves; their shares may sum to less than 1.
   *
   * @param ofGroups an empty collector of the groups
   * @param ofLeaves an empty collector of the leaves
   */
  LeafVote vote(String cleaned, LeafVote.Collector ofGroups, LeafVote.Collector ofLeaves) {
    LeafVote groups = index.vote(index.neighbours(cleaned), SHARPNESS, ofGroups);
    for (int i = 0; i < groups.size(); i++) {
      int group = groups.leaf(i);
      ofLeaves.addAll(groups.share(i), leaves, shares, starts[group], starts[group + 1]);
    }
    return ofLeaves.take(1, groups.similarity());
  }

  /** Prepares for a cleaned word that forms are likely to have. */
  void expect(String word) {
    index.expect(word);
  }

  void write(DataOutputStream out) throws IOException {
    out.writeInt(groups());
    index.write(out);
    BinaryArrays.write(out, starts);
    BinaryArrays.write(out, leaves);
    BinaryArrays.write(out, shares);
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @param leafCount leaves of the nomenclature
   */
  static RelatedVotes read(BinaryInput in, int leafCount) throws IOException {
    int groups = in.readInt();
    LexicalIndex index = LexicalIndex.read(in, groups);
    int[] starts = in.readStarts();
    int[] leaves = in.readInts();
    float[] shares = in.readFloats();
    in.check(
        starts.length == groups + 1
            && starts[groups] == leaves.length
            && shares.length == leaves.length,
        "its leaves are not those of its groups");
    in.checkBelow(leaves, leafCount, "a label in it is no leaf");
    return new RelatedVotes(index, starts, leaves, shares);
  }
}
