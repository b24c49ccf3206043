package fr.recap.demo;

import java.util.Set;

/**
 * Every parameter of the generator, in one place. They were fixed from the published aggregates of
 * real forms (30,876 hand-checked forms of 2014; 65,740 forms of 2020), before any coder was tuned.
 *
 * <p>What makes real forms hard is calibrated on the results that the original system had on real
 * forms (see {@link Yardstick}), and multiplied by the {@code --difficulty} option.
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
  static final double SICORE_PROFESSION_RIGHT = 0.84;
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

  // ---- What makes real forms hard (scaled by the difficulty option)
  /** Inhabitants an establishment of the real register: 65 million and ten million. */
  static final double INHABITANTS_AN_ESTABLISHMENT = 6.5;

  /** A small register spreads over so many inhabitants all the same. */
  static final double LEAST_INHABITANTS = 1_000_000;

  /** Share of the inhabitants sought at which départements are enough. */
  static final double ENOUGH = 0.85;

  /** Sites of named employers a site of a register that samples all of France. */
  static final double NAMED_SITES = 0.5;

  /** As SAME_COMMUNE: where there are few départements, a commune nearby is more often the same. */
  static final double SAME_COMMUNE_OF_FEW = 0.41;

  /** Of two sites of one unit, the other lies in the same commune. */
  static final double SITE_IN_THE_SAME_COMMUNE = 0.6;

  /** More units have two sites than a sample of the register shows. */
  static final double MORE_UNITS_OF_TWO_SITES = 0.3;

  /** The last site of a unit is one that nobody works at any more. */
  static final double FORMER_SITE = 0.35;

  /** A shop or restaurant bears the sign of a chain of many legal units. */
  static final double CHAIN = 0.4;

  static final int CHAINS_AN_ACTIVITY = 6;

  /** The register does not know what stands above the door, nor what a site is called. */
  static final double UNREGISTERED_SIGN = 0.5;

  /** A firm of some size belongs to a group. */
  static final double GROUP = 0.3;

  static final int UNITS_A_GROUP = 400;

  /** An establishment that opened after the forms of last year. */
  static final double NEW_ESTABLISHMENT = 0.08;

  /** A wording that nobody used last year. */
  static final double NEW_WORDING = 0.2;

  /** The employer is named by the service where the person works; more often by large ones. */
  static final double NAMED_BY_SERVICE = 0.05;

  static final double NAMED_BY_SERVICE_OF_LARGE = 0.16;
  static final double NAMED_BY_GROUP = 0.35;
  static final double NAMED_BY_TOWN = 0.04;
  static final double NAMED_BY_TRADE = 0.05;
  static final double NAMED_BY_OWNER = 0.06;
  static final double NAMED_BY_ONE_WORD = 0.17;
  static final double NAMED_BY_INITIALS = 0.05;

  /** Nothing but a kind of employer is told, though clerks found it by the rest of the form. */
  static final double NAMED_VAGUELY = 0.025;

  /** Letters that a scanner takes for others, by word on paper. */
  static final double SCANNED_WORD = 0.05;

  static final double MORE_GLUED_WORDS = 0.03;
  static final double MORE_MISSPELT = 0.5;

  /** The commune of residence stands where that of the workplace should. */
  static final double COMMUNE_OF_RESIDENCE = 0.12;

  static final double NEIGHBOURING_COMMUNE = 0.09;

  /** Codable forms that lose part of their address: fewer of the others have none. */
  static final double MORE_EMPTY_ADDRESSES = 0.04;

  static final double MORE_WRONG_STREETS = 0.1;
  static final double MORE_WRONG_NUMBERS = 0.12;
  static final double GEOCODER_MORE_ASTRAY = 0.12;

  /** Codable forms with a variable place: fewer of the others have one. */
  static final double MORE_VARIABLE_PLACES = 0.018;

  /** The activity is told in words that are no official ones. */
  static final double EVERYDAY_ACTIVITY = 0.3;

  /** Kinds of non-codable forms, in the order of {@link NonCodable}: most look like any other. */
  static final double[] HARD_NON_CODABLE_KINDS = {4, 8, 7, 3, 3, 1, 6, 68};

  /** Rows of a file of establishments that are employers of such forms instead. */
  static final double LEFT_OUT_OF_REGISTER = 0.06;

  /** A form without an establishment is one of a site that the register lacks, its unit not. */
  static final double SITE_NOT_IN_REGISTER = 0.3;

  /** A form without an establishment names an employer with many sites. */
  static final double NAMED_EMPLOYER_NOT_IN_REGISTER = 0.5;

  /** A clerk's label is wrong, on average over clerks of whom some err twice as often. */
  static final double CLERK_ERRS = 0.03;

  static final int FORMS_A_CLERK = 100;

  /** A clerk takes one activity for another, always the same way. */
  static final double CLERKS_HABIT = 0.04;

  /** The previous coder is sure, of right codes and of wrong ones. */
  static final double SURE_THOUGH_RIGHT = 0.8;

  static final double HARD_SURE_THOUGH_RIGHT = 0.68;
  static final double SURE_THOUGH_WRONG = 0.3;
  static final double HARD_SURE_THOUGH_WRONG = 0.25;

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
