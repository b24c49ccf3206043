package fr.recap.demo;

import java.util.Set;

/**
 * Every parameter of the generator, in one place. They were fixed from the published aggregates of
 * real forms (30,876 hand-checked forms of 2014; 65,740 forms of 2020), before any coder was tuned.
 *
 * <p>Probabilities marked <i>error</i> are multiplied by the {@code --noise} option (see {@link
 * #scaled}); shares and missing rates are not.
 */
final class Rates {
  // ---- Fields left empty (share of forms)
  static final double RS_MISSING = 0.011;
  static final double ACTET_MISSING = 0.068;

  /**
   * PostalAddress fields empty in a nested way: who gives no street gives neither type nor number.
   */
  static final double NOMVOI_MISSING = 0.232;

  static final double TYPEVOI_MISSING = 0.455;
  static final double NUMVOI_MISSING = 0.617;
  static final double BISTER_FILLED = 0.038;
  static final double CPLADR_FILLED = 0.023;

  /** Commune and département of the workplace are mostly left out by who works where he lives. */
  static final double CLT_MISSING_AT_HOME = 0.66;

  static final double CLT_MISSING_ELSEWHERE = 0.055;
  static final double DLT_MISSING_AT_HOME = 0.745;
  static final double DLT_MISSING_ELSEWHERE = 0.13;
  static final double ILT_MISSING = 0.067;
  static final double CLT_CODED = 0.95;

  // ---- Persons
  static final double SAME_COMMUNE = 0.44;
  static final double SAME_DEPARTEMENT = 0.88;
  static final double INDEPENDENT = 0.098;
  static final double FORMER = 0.048;
  static final double NO_PROFESSION = 0.01;
  static final double INTERNET = 0.45;
  static final double VARIABLE_PLACE = 0.05;
  static final double AT_HOME = 0.025;

  // ---- Establishments
  /** Share of codable forms whose employer is one of employers.csv. */
  static final double NAMED_EMPLOYERS = 0.42;

  /** Exponent of the population: jobs are more concentrated than people. */
  static final double EMPLOYMENT_CONCENTRATION = 1.12;

  /** The form's establishment has the rank {@code size * u^SKEW} by staff. */
  static final double SKEW = 1.9;

  /** Staff of the establishment at rank fraction x: {@code STAFF * x^(1/SKEW-1)}. */
  static final double STAFF = 3;

  static final double STAFF_SPREAD = 0.45;

  /** How much an activity of size 1, 2, 3 suits a micro, medium, large establishment. */
  static final double[][] SIZE_AFFINITY = {{1, 0.4, 0.08}, {0.3, 1, 0.7}, {0.03, 0.5, 1.2}};

  static final double RARE_ACTIVITY = 0.45;
  static final double REST_OF_NAMED = 0.12;

  /** Activities whose workers are mostly those of named employers. */
  static final Set<String> MOSTLY_NAMED_EMPLOYERS =
      Set.of(
          "8411Z", "8510Z", "8520Z", "8531Z", "5310Z", "4910Z", "8424Z", "8422Z", "8610Z", "8425Z",
          "8542Z", "8412Z");

  static final double BRAND = 0.42;
  static final double STREET_OF_A_PERSON = 0.22;
  static final double UNIT_OF_EIGHT_SITES = 0.05;
  static final double UNITS_OF_TWO_SITES = 0.16;

  // ---- Non-codable forms
  static final double NON_CODABLE = 0.16;

  /** Kinds of non-codable forms, in the order of {@link NonCodable}. */
  static final double[] NON_CODABLE_KINDS = {7, 13, 15, 6, 6, 2, 8, 43};

  // ---- The previous coder
  static final double MCA_RIGHT = 0.67;
  static final double MCA_MISSING = 0.093;
  static final double MCA_MISSING_NON_CODABLE = 0.70;
  static final double CHECKED_THOUGH_RIGHT = 0.26;
  static final double FINAL_CODE_WRONG = 0.012;
  static final double SICORE_ACTIVITY = 0.62;
  static final double SICORE_ACTIVITY_RIGHT = 0.86;
  static final double SICORE_PROFESSION = 0.7;
  static final double FINAL_ACTIVITY_WRONG = 0.02;
  static final double FINAL_PROFESSION_WRONG = 0.035;

  // ---- Errors of writing (scaled by the noise option)
  /** A misspelt word, by word of more than three letters, on paper and on the internet. */
  static final double MISSPELT_WORD_PAPER = 0.06;

  static final double MISSPELT_WORD_INTERNET = 0.038;
  static final double ABBREVIATED_WORD = 0.16;
  static final double GLUED_WORDS = 0.012;
  static final double SPLIT_WORD = 0.006;
  static final double DROPPED_LINK = 0.09;
  static final double SWAPPED_WORDS = 0.025;
  static final double WRONG_COMMUNE = 0.035;
  static final double VAGUE_ACTIVITY = 0.055;
  static final double WRONG_ACTIVITY = 0.025;
  static final double VAGUE_PROFESSION = 0.03;
  static final double WRONG_NUMBER = 0.05;
  static final double WRONG_STREET = 0.03;
  static final double GEOCODER_ASTRAY = 0.04;

  // ---- Habits of writing
  static final double LEGAL_NAME_OF_NAMED_EMPLOYER = 0.06;
  static final double TOWN_APPENDED = 0.22;
  static final double PROFESSION_DETAIL = 0.3;
  static final double[] LENGTHS = {38, 40, 45, 50};

  private static final double CAP = 0.9;

  private Rates() {}

  /** An error rate under a noise factor, at most 0.9. */
  static double scaled(double rate, double noise) {
    return Math.min(CAP, rate * noise);
  }
}
