package fr.recap.service;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fr.recap.forms.Detection;
import fr.recap.forms.Match;
import fr.recap.forms.MatchedEstablishment;
import fr.recap.forms.Prediction;
import fr.recap.models.ThresholdDecision;
import fr.recap.service.Matching.Matched;
import fr.recap.service.Published.Coder;
import fr.recap.service.Published.Detector;
import fr.recap.tables.Rp;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** What is said of each form, in the words of the original's protocol. */
final class Answers {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final String OK = "ok";
  private static final String ERROR = "error";
  private static final String PREDICTIONS = "predictions";
  private static final String AUTOMATIC = "codage_auto";
  private static final String PROBABILITY = "codage_auto_proba";

  private Answers() {}

  /** Codes of a nomenclature. */
  static List<ObjectNode> coded(List<SubmittedForm> forms, Coder coder) {
    return forms.stream().map(form -> coded(form, coder)).toList();
  }

  private static ObjectNode coded(SubmittedForm form, Coder coder) {
    boolean withoutMainField = coder.settings().withoutMainField();
    Prediction prediction =
        coder
            .coder()
            .code(form.form(), withoutMainField)
            .told(withoutMainField)
            .decided(threshold(coder.decided()));
    if (prediction.codes().isEmpty()) {
      return error(form.cabbi(), prediction.error());
    }
    ObjectNode answer = ok(form.cabbi());
    ArrayNode predictions = answer.putArray(PREDICTIONS);
    for (int i = 0; i < prediction.codes().size(); i++) {
      predictions.addArray().add(prediction.codes().get(i)).add(prediction.scores().get(i));
    }
    answer.put(AUTOMATIC, prediction.automatic()).put(PROBABILITY, prediction.probability());
    if (prediction.error() != null) {
      answer.put("remark", prediction.error());
    }
    return answer;
  }

  /** Establishments. */
  static List<ObjectNode> matched(
      List<SubmittedForm> forms, List<Matched> matched, Optional<ThresholdDecision> decided) {
    List<ObjectNode> answers = new ArrayList<>(forms.size());
    for (int i = 0; i < forms.size(); i++) {
      answers.add(matched(forms.get(i), matched.get(i), decided));
    }
    return answers;
  }

  private static ObjectNode matched(
      SubmittedForm form, Matched matched, Optional<ThresholdDecision> decided) {
    Match match = matched.match().decided(threshold(decided));
    if (match.error() != null) {
      return error(form.cabbi(), match.error());
    }
    ObjectNode answer = ok(form.cabbi());
    ArrayNode predictions = answer.putArray(PREDICTIONS);
    match.ranked().forEach(one -> predictions.addArray().add(one.siret()).add(one.score()));
    answer
        .put(AUTOMATIC, match.establishment().automatic())
        .put(PROBABILITY, match.establishment().probability())
        .put("apet", match.first().map(MatchedEstablishment::apet).orElse(null))
        .put("explication", match.first().map(MatchedEstablishment::explanation).orElse(null));
    if (matched.remark() != null) {
      answer.put("remark", matched.remark());
    }
    return answer;
  }

  /**
   * Whether forms lead to no establishment.
   *
   * @param matched what the matcher says; empty if the model doesn't read it
   * @param decided the matcher's threshold that people have chosen, if they have
   */
  static List<ObjectNode> detected(
      List<SubmittedForm> forms,
      List<Matched> matched,
      Optional<ThresholdDecision> decided,
      Detector detector) {
    List<ObjectNode> answers = new ArrayList<>(forms.size());
    for (int i = 0; i < forms.size(); i++) {
      Match match = matched.isEmpty() ? null : matched.get(i).match().decided(threshold(decided));
      answers.add(detected(forms.get(i), match, detector));
    }
    return answers;
  }

  private static ObjectNode detected(SubmittedForm form, Match match, Detector detector) {
    Detection detection =
        detector.scorer().detect(form.form(), match, threshold(detector.decided()));
    if (detection.error() != null) {
      return error(form.cabbi(), detection.error());
    }
    ObjectNode answer = ok(form.cabbi());
    answer.put("non_codable", detection.nonCodable());
    answer.putArray(PREDICTIONS).add(1 - detection.score()).add(detection.score().doubleValue());
    return answer;
  }

  private static OptionalDouble threshold(Optional<ThresholdDecision> decision) {
    return decision
        .map(made -> OptionalDouble.of(made.threshold()))
        .orElseGet(OptionalDouble::empty);
  }

  static ObjectNode ok(String cabbi) {
    return JSON.objectNode().put(Rp.CABBI, cabbi).put("status", OK);
  }

  static ObjectNode error(String cabbi, String reason) {
    return JSON.objectNode().put(Rp.CABBI, cabbi).put("status", ERROR).put(ERROR, reason);
  }
}
