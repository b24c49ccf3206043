package fr.recap.nomenclature;

import fr.recap.models.BinaryArrays;
import fr.recap.models.BinaryInput;
import fr.recap.runtime.Pool;
import fr.recap.udfs.text.TextMemo;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Finds the labelled texts of one field that are nearest to a text by TF-IDF.
 *
 * <p>The similarity is the mean of two cosines, that of stems and that of character 3-4-grams, each
 * weighed by {@code (1 + ln tf) (1 + ln((1 + N) / (1 + df)))}. Immutable but for a scratch of each
 * thread.
 */
final class LexicalIndex {
  /** Labelled texts that vote. */
  static final int NEIGHBOURS = 30;

  private final FeatureTable features;

  /** By feature; 0 for one that is too frequent to be looked at. */
  private final float[] idf;

  private final float unseenIdf;

  /** Postings of feature f lie from starts[f] to starts[f + 1]. */
  private final int[] starts;

  private final int[] postingTexts;
  private final float[] postingWeights;

  /** Leaves of text t lie from leafStarts[t] to leafStarts[t + 1]. */
  private final int[] leafStarts;

  private final int[] leaves;
  private final float[] leafWeights;

  /** Of the weights of a text's leaves. */
  private final double[] leafSums;

  /** Shares of each text's leaves in its weights. */
  private final float[] leafShares;

  private final TextPool texts;
  private final TextMemo<FeatureCounts.Word> words = FeatureCounts.words();
  private final TextMemo<FeatureCounts.Word> grams = FeatureCounts.words();
  private final Pool<Search> searches;

  LexicalIndex(
      long[] keys,
      float[] idf,
      float unseenIdf,
      int[] starts,
      int[] postingTexts,
      float[] postingWeights,
      int[] leafStarts,
      int[] leaves,
      float[] leafWeights,
      TextPool texts) {
    this.features = new FeatureTable(keys);
    this.idf = idf;
    this.unseenIdf = unseenIdf;
    this.starts = starts;
    this.postingTexts = postingTexts;
    this.postingWeights = postingWeights;
    this.leafStarts = leafStarts;
    this.leaves = leaves;
    this.leafWeights = leafWeights;
    this.leafSums = new double[leafStarts.length - 1];
    this.leafShares = new float[leafWeights.length];
    share();
    this.texts = texts;
    this.searches = new Pool<>(Search::new);
  }

  private void share() {
    for (int text = 0; text < leafSums.length; text++) {
      for (int at = leafStarts[text]; at < leafStarts[text + 1]; at++) {
        leafSums[text] += leafWeights[at];
      }
      for (int at = leafStarts[text]; at < leafStarts[text + 1]; at++) {
        leafShares[at] = (float) (leafWeights[at] / leafSums[text]);
      }
    }
  }

  /** Number of texts. */
  int size() {
    return leafStarts.length - 1;
  }

  /** A text by its number, cleaned. */
  String text(int text) {
    return texts.get(text);
  }

  /** The leaves that a text was given, with their weights. */
  SortedMap<Integer, Double> labels(int text) {
    SortedMap<Integer, Double> labels = new TreeMap<>();
    for (int at = leafStarts[text]; at < leafStarts[text + 1]; at++) {
      labels.put(leaves[at], (double) leafWeights[at]);
    }
    return labels;
  }

  /**
   * The words that most of the texts have, the most frequent first, equally frequent ones in order
   * of the alphabet.
   */
  List<String> frequentWords(int most) {
    Map<String, Integer> counts = new HashMap<>();
    for (int text = 0; text < size(); text++) {
      for (String word : text(text).split(" ", -1)) {
        counts.merge(word, 1, Integer::sum);
      }
    }
    return counts.entrySet().stream()
        .sorted(
            Map.Entry.<String, Integer>comparingByValue()
                .reversed()
                .thenComparing(Map.Entry.comparingByKey()))
        .limit(most)
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Whether it saw the stem of a cleaned word. */
  boolean knows(String word) {
    return Arrays.stream(TextFeatures.words(word)).allMatch(stem -> features.find(stem) >= 0);
  }

  /** Prepares for a cleaned word that forms are likely to have. */
  void expect(String word) {
    searches.run(search -> search.expect(word));
  }

  /** The nearest texts to a cleaned text, the best first; none if nothing is shared. */
  Neighbours neighbours(String cleaned) {
    return searches.get(search -> search.neighbours(cleaned));
  }

  /**
   * What the neighbours say of the leaves.
   *
   * @param sharpness a neighbour of similarity s counts as {@code s^sharpness}
   * @param collector an empty one of the leaves
   */
  LeafVote vote(Neighbours neighbours, double sharpness, LeafVote.Collector collector) {
    if (neighbours.size() == 0) {
      return LeafVote.NONE;
    }
    double total = 0;
    for (int i = 0; i < neighbours.size(); i++) {
      int text = neighbours.text(i);
      // Frequent wordings count more, but not in proportion: a rare one may be nearer.
      double weight = Math.pow(neighbours.similarity(i), sharpness) * Math.sqrt(leafSums[text]);
      total += weight;
      collector.addAll((float) weight, leaves, leafShares, leafStarts[text], leafStarts[text + 1]);
    }
    return collector.take(total, neighbours.similarity(0));
  }

  /** One search after the other, of one thread. */
  private final class Search {
    private final FeatureCounts ofWords = new FeatureCounts(features, words, TextFeatures::words);
    private final FeatureCounts ofGrams = new FeatureCounts(features, grams, TextFeatures::grams);
    private final NearestTexts nearest = new NearestTexts(size());

    Neighbours neighbours(String cleaned) {
      accumulate(ofWords, cleaned);
      accumulate(ofGrams, cleaned);
      return nearest.takeBest(NEIGHBOURS);
    }

    void expect(String word) {
      ofWords.count(word);
      ofGrams.count(word);
    }

    private void accumulate(FeatureCounts counts, String cleaned) {
      counts.count(cleaned);
      double squares = counts.unseenSquares() * unseenIdf * unseenIdf;
      for (int i = 0; i < counts.size(); i++) {
        double weight = weight(counts, i);
        squares += weight * weight;
      }
      float norm = (float) Math.sqrt(squares);
      for (int i = 0; i < counts.size(); i++) {
        float weight = weight(counts, i);
        int id = counts.id(i);
        if (weight > 0) {
          nearest.addAll(weight / norm, postingTexts, postingWeights, starts[id], starts[id + 1]);
        }
      }
    }

    private float weight(FeatureCounts counts, int i) {
      return LexicalIndexBuilder.termFrequency(counts.times(i)) * idf[counts.id(i)];
    }
  }

  void write(DataOutputStream out) throws IOException {
    BinaryArrays.write(out, features.keys());
    BinaryArrays.write(out, idf);
    out.writeFloat(unseenIdf);
    BinaryArrays.write(out, starts);
    BinaryArrays.write(out, postingTexts);
    BinaryArrays.write(out, postingWeights);
    BinaryArrays.write(out, leafStarts);
    BinaryArrays.write(out, leaves);
    BinaryArrays.write(out, leafWeights);
    texts.write(out);
  }

  /**
   * Reads an index.
   *
   * @param leafCount leaves of the nomenclature
   */
  static LexicalIndex read(BinaryInput in, int leafCount) throws IOException {
    long[] keys = in.readLongs();
    float[] idf = in.readFloats();
    float unseenIdf = in.readFloat();
    int[] starts = in.readStarts();
    int[] postingTexts = in.readInts();
    float[] postingWeights = in.readFloats();
    int[] leafStarts = in.readStarts();
    int[] leaves = in.readInts();
    float[] leafWeights = in.readFloats();
    in.check(
        idf.length == keys.length
            && starts.length == keys.length + 1
            && starts[keys.length] == postingTexts.length
            && postingWeights.length == postingTexts.length,
        "its postings are not those of its features");
    int texts = leafStarts.length - 1;
    in.check(
        leafStarts[texts] == leaves.length && leafWeights.length == leaves.length,
        "its labels are not those of its texts");
    in.checkBelow(postingTexts, texts, "a posting in it is of no text");
    in.checkBelow(leaves, leafCount, "a label in it is no leaf");
    return new LexicalIndex(
        keys,
        idf,
        unseenIdf,
        starts,
        postingTexts,
        postingWeights,
        leafStarts,
        leaves,
        leafWeights,
        TextPool.read(in, texts));
  }
}
