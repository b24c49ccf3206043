package fr.recap.nomenclature;

import fr.recap.metrics.Split;
import fr.recap.udfs.text.TextCleaner;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Phrases about single leaves in the place of forms, for a coder that no labelled form is known
 * for. They are split by themselves, near copies together, and tell nothing of how frequent the
 * leaves are.
 */
final class PhraseForms extends TrainingForms {
  /** Phrases by part, those to learn from too. */
  private final Map<Split, List<HeldOut>> phrases = new EnumMap<>(Split.class);

  private PhraseForms() {}

  /**
   * Takes phrases.
   *
   * @param texts of the main field; those of several leaves are passed over
   * @param known texts that the coder learns in any case: none of them, and no near copy of one, is
   *     held out
   * @param fields of a form
   * @param leaves their number
   */
  static PhraseForms of(
      LabelledTexts texts, LabelledTexts known, int fields, int leaves, long seed) {
    PhraseForms read = new PhraseForms();
    Map<Split, List<LabelledTexts>> byField = new EnumMap<>(Split.class);
    for (Split split : Split.values()) {
      read.phrases.put(split, new ArrayList<>());
      List<LabelledTexts> empty = new ArrayList<>();
      for (int field = 0; field < fields; field++) {
        empty.add(new LabelledTexts());
      }
      byField.put(split, empty);
    }
    Set<String> learned =
        known.byText().keySet().stream().map(PhraseForms::words).collect(Collectors.toSet());
    NearCopies copies = NearCopies.of(texts);
    texts
        .byText()
        .forEach(
            (text, labels) -> {
              if (labels.size() == 1) {
                String words = words(text);
                Split split =
                    learned.contains(words) ? Split.TRAIN : Split.of(copies.group(text), seed);
                String[] form = new String[fields];
                form[0] = text;
                int leaf = labels.firstKey();
                read.phrases.get(split).add(new HeldOut(Arrays.asList(form), leaf));
                byField.get(split).get(0).add(text, leaf, 1);
                read.count(USED, 1);
              }
            });
    List<Double> nothing = Collections.nCopies(leaves, 0.0);
    for (Split split : Split.values()) {
      read.put(
          split,
          new Part(byField.get(split), nothing),
          split == Split.TRAIN ? List.of() : read.phrases.get(split));
    }
    return read;
  }

  /**
   * What near copies of a text have in common: its stems, each once, in order of the alphabet. They
   * belong to one part, else a coder would be measured on what it has learned.
   */
  static String words(String text) {
    return TextCleaner.original().tokens(text).stream()
        .distinct()
        .sorted()
        .collect(Collectors.joining(" "));
  }

  @Override
  EncodedForms encoded(Split... splits) {
    return EncodedForms.of(
        Arrays.stream(splits).flatMap(split -> phrases.get(split).stream()).toList());
  }

  @Override
  Optional<Part> sample(double share) {
    return Optional.empty();
  }

  @Override
  boolean byGroup() {
    return true;
  }

  @Override
  public void close() {}
}
