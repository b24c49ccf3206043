package fr.recap.evaluation;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;

/**
 * What an evaluation found.
 *
 * @param results the results table
 * @param truth where the true codes come from
 * @param forms forms of the results table
 * @param codes measures of each code, by name
 * @param nonCodable how well forms without an establishment were found
 * @param previousCoder measures of the previous coder's first codes, by name
 */
public record Evaluation(
    String results,
    String truth,
    long forms,
    Map<String, CodeEvaluation> codes,
    Detection nonCodable,
    Map<String, Measures> previousCoder) {

  /**
   * Measures of one code.
   *
   * @param overall over all forms
   * @param byDepartement by département of the workplace, else of residence
   * @param byCode by true code, the most frequent first, at most {@link Evaluate#CODES_SHOWN}
   */
  public record CodeEvaluation(
      Measures overall, Map<String, Measures> byDepartement, List<OneCode> byCode) {}

  /** Measures of forms whose true code is this one (a NAF code for the SIRET). */
  public record OneCode(String code, Measures measures) {}

  /**
   * Counts of a yes-or-no decision.
   *
   * @param truePositive said to be non-codable, and so
   * @param falsePositive said to be non-codable, but codable
   * @param falseNegative said to be codable, but not so
   * @param trueNegative said to be codable, and so
   */
  public record Detection(
      long truePositive, long falsePositive, long falseNegative, long trueNegative) {

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
