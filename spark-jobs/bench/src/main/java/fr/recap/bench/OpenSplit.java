package fr.recap.bench;

import fr.recap.metrics.Split;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The texts of a nomenclature with a fifth of its form texts left out for the test and a fifth of
 * the rest for validation, by a hash of their group. A text that equals a left-out one, and a note
 * that contains one, is in no training; a text that equals a label is never left out.
 *
 * @param train everything that may be learned from while choosing
 * @param trainAndValidation everything that may be learned from for the test
 */
record OpenSplit(
    List<OpenText> train,
    List<OpenText> validation,
    List<OpenText> trainAndValidation,
    List<OpenText> test) {
  private static final double SHARE = 0.2;

  static OpenSplit of(OpenNomenclature nomenclature, long seed) {
    Set<String> labels = new HashSet<>();
    for (OpenText text : nomenclature.texts()) {
      if (text.kind() == OpenText.Kind.LABEL) {
        labels.add(text.normal());
      }
    }
    List<OpenText> test = new ArrayList<>();
    List<OpenText> validation = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (OpenText text : nomenclature.texts()) {
      String normal = text.normal();
      if (text.kind() != OpenText.Kind.FORM || labels.contains(normal) || normal.isEmpty()) {
        continue;
      }
      double at = Split.uniform(text.group(), seed);
      if (at < SHARE + SHARE * (1 - SHARE) && seen.add(normal + "\t" + text.code())) {
        (at < SHARE ? test : validation).add(text);
      }
    }
    Set<String> testTexts = normals(test);
    List<OpenText> trainAndValidation = without(nomenclature.texts(), testTexts);
    List<OpenText> kept = new ArrayList<>(validation);
    kept.removeIf(text -> testTexts.contains(text.normal()));
    Set<String> heldOut = new HashSet<>(testTexts);
    heldOut.addAll(normals(kept));
    return new OpenSplit(
        without(nomenclature.texts(), heldOut), kept, trainAndValidation, List.copyOf(test));
  }

  private static Set<String> normals(List<OpenText> texts) {
    Set<String> normals = new HashSet<>();
    texts.forEach(text -> normals.add(text.normal()));
    return normals;
  }

  private static List<OpenText> without(List<OpenText> texts, Set<String> heldOut) {
    List<OpenText> kept = new ArrayList<>();
    for (OpenText text : texts) {
      String normal = text.normal();
      boolean contains =
          text.kind() == OpenText.Kind.NOTE
              && heldOut.stream().anyMatch(out -> out.indexOf(' ') > 0 && contains(normal, out));
      if (!contains && !heldOut.contains(normal)) {
        kept.add(text);
      }
    }
    return kept;
  }

  private static boolean contains(String text, String part) {
    return (" " + text + " ").contains(" " + part + " ");
  }
}
