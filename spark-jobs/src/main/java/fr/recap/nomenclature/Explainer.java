package fr.recap.nomenclature;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Explains one code of one form by leaving words out, and by the labelled texts nearest to it. */
final class Explainer {
  /** Labelled texts of a field. */
  private static final int TEXTS = 5;

  /** Keeps logarithms finite; no code is less likely. */
  private static final double SMALLEST = 1e-12;

  private final NomenclatureCoder coder;
  private final int node;

  /** Positions of the leaves at or below the node. */
  private final Set<Integer> leaves;

  Explainer(NomenclatureCoder coder, int node) {
    this.coder = coder;
    this.node = node;
    this.leaves =
        Arrays.stream(coder.tree().leavesBelow()[node]).boxed().collect(Collectors.toSet());
  }

  /**
   * @param cleaned texts in order of the inputs, null where empty
   */
  Explanation explain(String[] cleaned) {
    double with = logProbability(cleaned);
    List<Explanation.Field> fields = new ArrayList<>();
    List<Explanation.LabelledText> texts = new ArrayList<>();
    for (int field = 0; field < cleaned.length; field++) {
      if (cleaned[field] != null) {
        fields.add(field(cleaned, field, with));
        texts.addAll(texts(cleaned[field], field));
      }
    }
    Nomenclature tree = coder.tree();
    List<String> path = new ArrayList<>(List.of(tree.label(node)));
    tree.ancestors(node).forEach(ancestor -> path.add(tree.label(ancestor)));
    return new Explanation(tree.code(node), path, tree.help(node), Math.exp(with), fields, texts);
  }

  private Explanation.Field field(String[] cleaned, int field, double with) {
    List<Explanation.Word> words = new ArrayList<>();
    List<String> all = List.of(cleaned[field].split(" ", -1));
    for (String word : new LinkedHashSet<>(all)) {
      String rest =
          all.stream().filter(other -> !other.equals(word)).collect(Collectors.joining(" "));
      double change = with - without(cleaned, field, rest.isEmpty() ? null : rest);
      words.add(new Explanation.Word(word, change));
    }
    words.sort(Comparator.comparingDouble(Explanation.Word::change).reversed());
    return new Explanation.Field(
        coder.form().inputs().get(field), with - without(cleaned, field, null), words);
  }

  private double without(String[] cleaned, int field, String rest) {
    String[] changed = cleaned.clone();
    changed[field] = rest;
    return logProbability(changed);
  }

  private double logProbability(String[] cleaned) {
    double[] all = coder.probabilities(cleaned);
    double sum = 0;
    for (int leaf : leaves) {
      sum += all[leaf];
    }
    return Math.log(Math.max(SMALLEST, Math.min(1, sum)));
  }

  private List<Explanation.LabelledText> texts(String cleaned, int field) {
    LexicalIndex index = coder.components().lexical().indices().get(field);
    Neighbours found = index.neighbours(cleaned);
    List<Explanation.LabelledText> supporting = new ArrayList<>();
    List<Explanation.LabelledText> nearest = new ArrayList<>();
    for (int i = 0; i < found.size() && supporting.size() < TEXTS; i++) {
      int text = found.text(i);
      boolean supports = index.labels(text).keySet().stream().anyMatch(leaves::contains);
      if (supports || nearest.size() < TEXTS) {
        Explanation.LabelledText labelled =
            new Explanation.LabelledText(
                coder.form().inputs().get(field),
                index.text(text),
                Math.min(1, found.similarity(i)),
                labels(index, text));
        nearest.add(labelled);
        if (supports) {
          supporting.add(labelled);
        }
      }
    }
    return supporting.isEmpty() ? nearest : supporting;
  }

  private List<Explanation.Label> labels(LexicalIndex index, int text) {
    Nomenclature tree = coder.tree();
    int[] ofTree = tree.leaves();
    return index.labels(text).entrySet().stream()
        .map(label -> new Explanation.Label(tree.code(ofTree[label.getKey()]), label.getValue()))
        .sorted(
            Comparator.comparingDouble(Explanation.Label::weight)
                .reversed()
                .thenComparing(Explanation.Label::code))
        .toList();
  }
}
