package fr.recap.nomenclature;

import fr.recap.metrics.Split;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Coded forms as the trainer needs them, in memory of the driver: texts to learn from only as
 * counts of (field, wording, code), held-out forms one by one up to a limit.
 */
abstract class TrainingForms implements AutoCloseable {
  /** Held-out forms of each part; about 1 % of error on a precision. */
  static final int HELD_OUT = 20_000;

  /**
   * Wordings of a field, the most frequent ones; about 100 bytes each on the driver and in the
   * model.
   */
  static final int WORDINGS = 300_000;

  /** The state of a form that is used; others say why one is not. */
  static final String USED = "used";

  /**
   * A form that is not learned from.
   *
   * @param texts cleaned, null where a field is empty
   * @param leaf its position
   * @param departement of the workplace; null if it is not known
   */
  record HeldOut(List<String> texts, int leaf, String departement) {
    HeldOut(List<String> texts, int leaf) {
      this(texts, leaf, null);
    }

    String[] cleaned() {
      return texts.toArray(String[]::new);
    }
  }

  /**
   * What there is to learn from one part of the forms.
   *
   * @param texts labelled ones of each field
   * @param leafCounts forms of each leaf
   */
  record Part(List<LabelledTexts> texts, List<Double> leafCounts) {
    long forms() {
      return Math.round(leafCounts.stream().mapToDouble(Double::doubleValue).sum());
    }
  }

  private final Map<String, Long> counts = new TreeMap<>();
  private final Map<Split, Part> parts = new EnumMap<>(Split.class);
  private final Map<Split, List<HeldOut>> heldOut = new EnumMap<>(Split.class);

  /** Counts forms of which the same became. */
  final void count(String state, long forms) {
    counts.merge(state, forms, Long::sum);
  }

  final void put(Split split, Part part, List<HeldOut> forms) {
    parts.put(split, part);
    heldOut.put(split, List.copyOf(forms));
  }

  /** Whole forms of some parts for an encoder; good until {@link #close}. */
  abstract EncodedForms encoded(Split... splits);

  /**
   * A share of the forms to learn from, the same whatever their order, a smaller share among a
   * larger one; empty if these are no forms.
   *
   * @param share in (0, 1]
   */
  abstract Optional<Part> sample(double share);

  /** Whether near copies lie in one part. */
  abstract boolean byGroup();

  @Override
  public abstract void close();

  /** Forms by what became of them: used, or the reason why not. */
  final Map<String, Long> counts() {
    return counts;
  }

  /** Forms that can be learned from or measured on. */
  final long used() {
    return counts.getOrDefault(USED, 0L);
  }

  final List<HeldOut> heldOut(Split split) {
    return heldOut.get(split);
  }

  final Part part(Split split) {
    return parts.get(split);
  }

  /** Labelled texts of each field of some parts together. */
  final List<LabelledTexts> texts(Split... splits) {
    List<LabelledTexts> all = new ArrayList<>();
    for (int field = 0; field < parts.get(Split.TRAIN).texts().size(); field++) {
      LabelledTexts merged = new LabelledTexts();
      for (Split split : splits) {
        merged.addAll(parts.get(split).texts().get(field));
      }
      all.add(merged);
    }
    return all;
  }

  /** Forms of each leaf in some parts together. */
  final List<Double> leafCounts(Split... splits) {
    List<Double> sums =
        new ArrayList<>(Collections.nCopies(parts.get(Split.TRAIN).leafCounts().size(), 0.0));
    for (Split split : splits) {
      List<Double> part = parts.get(split).leafCounts();
      for (int leaf = 0; leaf < part.size(); leaf++) {
        sums.set(leaf, sums.get(leaf) + part.get(leaf));
      }
    }
    return sums;
  }
}
