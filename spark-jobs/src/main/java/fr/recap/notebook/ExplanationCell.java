package fr.recap.notebook;

import fr.recap.evaluation.MeasureRows;
import fr.recap.forms.Prediction;
import fr.recap.nomenclature.Explanation;
import fr.recap.nomenclature.NomenclatureCoder;
import fr.recap.pages.HtmlPage;
import fr.recap.report.ExplanationText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The codes of a form, and why it has the first one. */
final class ExplanationCell {
  private ExplanationCell() {}

  /**
   * Predicts and explains.
   *
   * @param version of the coder
   * @param texts in order of the coder's inputs, null where empty
   */
  static Cell of(NomenclatureCoder coder, String version, String... texts) {
    Prediction prediction = coder.predictTexts(texts);
    HtmlPage page = new HtmlPage("");
    page.note("Model %s: %s".formatted(version, declared(coder, texts)));
    if (prediction.error() != null) {
      page.warning("No code: " + prediction.error());
    }
    if (prediction.codes().isEmpty()) {
      return Cell.of(page, "No code: " + prediction.error());
    }
    Explanation why = coder.explain(prediction.codes().get(0), texts);
    addCodes(page, coder, prediction);
    addFields(page, why);
    addTexts(page, why);
    String codes = ExplanationText.codes(prediction, coder.threshold(), code -> label(coder, code));
    return Cell.of(page, codes + System.lineSeparator() + ExplanationText.of(why));
  }

  private static String declared(NomenclatureCoder coder, String... texts) {
    List<String> declared = new ArrayList<>();
    for (int i = 0; i < texts.length; i++) {
      if (texts[i] != null) {
        declared.add("%s = %s".formatted(coder.inputs().get(i), texts[i]));
      }
    }
    return declared.isEmpty() ? "nothing is declared" : String.join(", ", declared);
  }

  private static void addCodes(HtmlPage page, NomenclatureCoder coder, Prediction prediction) {
    List<List<String>> rows = new ArrayList<>();
    for (int rank = 0; rank < prediction.codes().size(); rank++) {
      String code = prediction.codes().get(rank);
      rows.add(
          List.of(code, label(coder, code), MeasureRows.percent(prediction.scores().get(rank))));
    }
    page.bars(
            "Codes with their scores", List.of("code", "label", "score"), rows, prediction.scores())
        .note(
            "%s: the first is right with probability %s."
                .formatted(
                    prediction.automatic() ? "Coded automatically" : "Left to a clerk",
                    MeasureRows.percent(prediction.probability())));
  }

  private static void addFields(HtmlPage page, Explanation why) {
    List<List<String>> rows = new ArrayList<>();
    for (Explanation.Field field : why.fields()) {
      rows.add(List.of(field.name(), "", change(field.change())));
      for (Explanation.Word word : field.words()) {
        rows.add(List.of("", word.text(), change(word.change())));
      }
    }
    page.table(
        "Why %s: change of its log-probability by each field and word, in nats"
            .formatted(why.code()),
        List.of("field", "word", "change"),
        rows,
        2);
  }

  private static void addTexts(HtmlPage page, Explanation why) {
    page.table(
            "The nearest labelled texts",
            List.of("field", "text", "codes", "similarity"),
            why.texts().stream()
                .map(
                    near ->
                        List.of(
                            near.field(),
                            near.text(),
                            near.codes().stream()
                                .map(Explanation.Label::code)
                                .collect(Collectors.joining(", ")),
                            String.format(Locale.ROOT, "%.2f", near.similarity())))
                .toList(),
            3)
        .note(String.join(" < ", why.path()));
  }

  private static String change(double nats) {
    return String.format(Locale.ROOT, "%+.2f", nats);
  }

  private static String label(NomenclatureCoder coder, String code) {
    return coder.tree().label(coder.tree().find(code).orElseThrow());
  }
}
