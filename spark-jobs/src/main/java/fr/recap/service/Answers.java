package fr.recap.service;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fr.recap.forms.Prediction;
import fr.recap.models.ThresholdDecision;
import fr.recap.service.Matching.Matched;
import fr.recap.service.Published.Coder;
import fr.recap.service.Published.Detector;
import fr.recap.siret.MatchSiret;
import fr.recap.tables.BiTopk;
import fr.recap.tables.Rp;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Row;

/** What is said of each form, in the words of the original's protocol. */
final class Answers {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final String OK = "ok";
  private static final String ERROR = "error";
  private static final String PREDICTIONS = "predictions";
  private static final String AUTOMATIC = "codage_auto";
  private static final String PROBABILITY = "codage_auto_proba";
  private static final String NOT_DECIDED = "not decided: ";

  private Answers() {}

  /** Codes of a nomenclature. */
  static List<ObjectNode> coded(List<Form> forms, Coder coder) {
    return forms.stream().map(form -> coded(form, coder)).toList();
  }

  private static ObjectNode coded(Form form, Coder coder) {
    Prediction prediction =
        coder
            .coder()
            .code(fr.recap.forms.Form.of(form::text), coder.settings().withoutMainField())
            .told(coder.settings().withoutMainField());
    if (prediction.codes().isEmpty()) {
      return error(form.cabbi(), prediction.error());
    }
    boolean automatic =
        coder
            .decided()
            .map(made -> prediction.error() == null && reaches(prediction.probability(), made))
            .orElse(prediction.automatic());
    ObjectNode answer = ok(form.cabbi());
    ArrayNode predictions = answer.putArray(PREDICTIONS);
    for (int i = 0; i < prediction.codes().size(); i++) {
      predictions.addArray().add(prediction.codes().get(i)).add(prediction.scores().get(i));
    }
    answer.put(AUTOMATIC, automatic).put(PROBABILITY, prediction.probability());
    if (prediction.error() != null) {
      answer.put("remark", prediction.error());
    }
    return answer;
  }

  /** Establishments. */
  static List<ObjectNode> matched(
      List<Form> forms, List<Matched> matched, Optional<ThresholdDecision> decided) {
    List<ObjectNode> answers = new ArrayList<>(forms.size());
    for (int i = 0; i < forms.size(); i++) {
      answers.add(matched(forms.get(i), matched.get(i), decided));
    }
    return answers;
  }

  private static ObjectNode matched(
      Form form, Matched matched, Optional<ThresholdDecision> decided) {
    if (matched.row() == null) {
      return error(form.cabbi(), matched.failure());
    }
    Row row = matched.row();
    String failure = row.getAs(MatchSiret.SIRET_ERROR);
    if (failure != null) {
      return error(form.cabbi(), failure);
    }
    ObjectNode answer = ok(form.cabbi());
    ArrayNode predictions = answer.putArray(PREDICTIONS);
    for (int rank = 1; rank <= BiTopk.RANKS; rank++) {
      String siret = row.getAs(BiTopk.top(rank, BiTopk.SIRET));
      if (siret != null) {
        predictions
            .addArray()
            .add(siret)
            .add(row.<Double>getAs(BiTopk.top(rank, BiTopk.SIMILARITE_FINAL)));
      }
    }
    double probability = row.<Double>getAs(BiTopk.top(1, BiTopk.CODAGE_AUTO_PROBA));
    boolean automatic = row.<Boolean>getAs(BiTopk.top(1, BiTopk.CODAGE_AUTO));
    answer
        .put(AUTOMATIC, decided.map(made -> reaches(probability, made)).orElse(automatic))
        .put(PROBABILITY, probability)
        .put("apet", row.<String>getAs(MatchSiret.SIRET_APET))
        .put("explication", row.<String>getAs(BiTopk.top(1, BiTopk.EXPLICATION)));
    if (matched.remark() != null) {
      answer.put("remark", matched.remark());
    }
    return answer;
  }

  /**
   * Whether forms lead to no establishment.
   *
   * @param matched what the matcher says; empty if the model doesn't read it
   */
  static List<ObjectNode> detected(List<Form> forms, List<Matched> matched, Detector detector) {
    List<ObjectNode> answers = new ArrayList<>(forms.size());
    for (int i = 0; i < forms.size(); i++) {
      answers.add(detected(forms.get(i), matched.isEmpty() ? null : matched.get(i), detector));
    }
    return answers;
  }

  private static ObjectNode detected(Form form, Matched matched, Detector detector) {
    Row row = matched == null ? null : matched.row();
    if (matched != null) {
      String failure = row == null ? matched.failure() : row.<String>getAs(MatchSiret.SIRET_ERROR);
      if (row == null || MatchSiret.failed(failure)) {
        return error(form.cabbi(), NOT_DECIDED + failure);
      }
    }
    double score =
        detector.scorer().score(form::text, column -> row == null ? null : row.getAs(column));
    ObjectNode answer = ok(form.cabbi());
    answer.put(
        "non_codable",
        detector
            .decided()
            .map(made -> reaches(score, made))
            .orElse(detector.scorer().isNoncodable(score)));
    answer.putArray(PREDICTIONS).add(1 - score).add(score);
    return answer;
  }

  private static boolean reaches(double probability, ThresholdDecision decision) {
    return probability >= decision.threshold();
  }

  static ObjectNode ok(String cabbi) {
    return JSON.objectNode().put(Rp.CABBI, cabbi).put("status", OK);
  }

  static ObjectNode error(String cabbi, String reason) {
    return JSON.objectNode().put(Rp.CABBI, cabbi).put("status", ERROR).put(ERROR, reason);
  }
}
