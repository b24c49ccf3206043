package fr.recap.evaluation;

import com.fasterxml.jackson.annotation.JsonProperty;
import fr.recap.monitoring.Drift;
import java.util.List;
import java.util.Map;

/**
 * What an evaluation found.
 *
 * @param results the results table
 * @param truth where the true codes come from
 * @param forms forms of the results table
 * @param activity name of the nomenclature by whose codes establishments are told apart
 * @param codes measures of each code, by name
 * @param nonCodable how well forms without an establishment were found
 * @param nonCodableCurve the same at every threshold
 * @param previousCoder measures of the first codes of the coder compared with, by name
 * @param comparisons with that coder, by code
 * @param orders measures of the same candidates in another order, by {@link CommuneFirst#CODE};
 *     empty where it is not known where establishments lie
 * @param leftOut sentences about codes that are not compared, as the forms lack columns of the
 *     coder compared with
 * @param notes sentences about how it was measured
 * @param drifts how the forms differ from those that the coders were measured on; empty where that
 *     is not known
 * @param flow where the forms end
 * @param branches of each nomenclature, what became of its forms
 */
public record Evaluation(
    String results,
    String truth,
    long forms,
    String activity,
    Map<String, CodeEvaluation> codes,
    DetectionCounts nonCodable,
    DecisionCurve nonCodableCurve,
    Map<String, Measures> previousCoder,
    Map<String, Comparison> comparisons,
    Map<String, Measures> orders,
    List<String> leftOut,
    List<String> notes,
    List<Drift> drifts,
    Flow flow,
    Map<String, List<Branch>> branches) {

  /**
   * What each threshold of a decision gives.
   *
   * @param decision a code, or {@code non_codable}
   */
  public DecisionCurve curve(String decision) {
    return decision.equals(JudgedForms.NON_CODABLE) ? nonCodableCurve : codes.get(decision).curve();
  }

  /** Whether the comparison of a code is told by branches of it, else by sections of activities. */
  public boolean classesAreBranches(String code) {
    return !Scope.isEstablishment(code) && !code.equals(activity);
  }

  /** The same with sentences, with what monitoring found, and forms that were not coded. */
  Evaluation with(List<String> sentences, List<Drift> found, long waiting, long rejected) {
    return new Evaluation(
        results,
        truth,
        forms,
        activity,
        codes,
        nonCodable,
        nonCodableCurve,
        previousCoder,
        comparisons,
        orders,
        leftOut,
        List.copyOf(sentences),
        List.copyOf(found),
        flow.beside(waiting, rejected),
        branches);
  }

  /**
   * Measures of one code.
   *
   * @param overall over all forms
   * @param groups by dimension (département, section, mode, presence of a field), then by value
   * @param curve what each threshold of the probability gives
   * @param byCode by true code, those with the most errors first, at most {@link
   *     Evaluate#CODES_SHOWN}
   * @param confusions wrong first codes, the most frequent pairs first, as many
   * @param errors the forms that are wrong with the highest probability
   */
  public record CodeEvaluation(
      Measures overall,
      Map<String, Map<String, Measures>> groups,
      DecisionCurve curve,
      List<OneCode> byCode,
      List<ConfusedPair> confusions,
      List<ErrorForm> errors) {}

  /** Forms whose true code is this one (an activity for SIRET and SIREN). */
  public record OneCode(
      String code, long forms, long top1, long top5, long top10, long auto, long autoCorrect) {}

  /**
   * Forms whose true code lies in a branch of a nomenclature.
   *
   * @param parent the branch above: a section, or the first character of the codes
   * @param branch the first two characters of the codes
   * @param right forms whose first code is true
   * @param auto forms coded automatically
   * @param autoRight of these, those whose first code is true
   */
  public record Branch(
      String parent, String branch, long forms, long right, long auto, long autoRight) {}

  /** Forms of one true code that got another (activities for SIRET and SIREN). */
  public record ConfusedPair(String truth, String said, long forms, long auto) {}

  /**
   * A form with a wrong first code.
   *
   * @param fields what stands on it, by column, without empty ones
   * @param truth the true code; null where none is right
   * @param candidates the predictions as JSON
   * @param explanation why the first one, in words; null if the coder gives none
   */
  public record ErrorForm(
      String cabbi,
      Map<String, String> fields,
      String truth,
      String said,
      double probability,
      boolean auto,
      String candidates,
      String explanation) {}

  /**
   * Counts of a yes-or-no decision.
   *
   * @param truePositive said to be non-codable, and so
   * @param falsePositive said to be non-codable, but codable
   * @param falseNegative said to be codable, but not so
   * @param trueNegative said to be codable, and so
   * @param target what makes a form non-codable here
   */
  public record DetectionCounts(
      long truePositive,
      long falsePositive,
      long falseNegative,
      long trueNegative,
      DetectionTarget target) {

    /** Counts against what was finally kept. */
    public DetectionCounts(
        long truePositive, long falsePositive, long falseNegative, long trueNegative) {
      this(truePositive, falsePositive, falseNegative, trueNegative, DetectionTarget.usual());
    }

    /** Share of those that are non-codable among those said to be. */
    @JsonProperty
    public double precision() {
      return (double) truePositive / (truePositive + falsePositive);
    }

    /** Share of those said to be non-codable among those that are. */
    @JsonProperty
    public double recall() {
      return (double) truePositive / (truePositive + falseNegative);
    }
  }
}
