package fr.recap.evaluation;

import static org.apache.spark.sql.functions.substring;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;

/** Sections of NAF rev.2, the only ones that are told apart. */
final class Sections {
  /** First division of each section of NAF rev.2, with the section's letter. */
  private static final String STARTS =
      "01A05B10C35D36E41F45G49H55I58J64K68L69M77N84O85P86Q90R94S97T99U";

  private Sections() {}

  /** The section of a NAF rev.2 code, null for none. */
  static Column of(Column code) {
    Column division = substring(code, 1, 2);
    Column section = null;
    for (int at = STARTS.length() - 3; at >= 0; at -= 3) {
      Column here = division.geq(STARTS.substring(at, at + 2)).and(division.rlike("^[0-9]{2}$"));
      String letter = STARTS.substring(at + 2, at + 3);
      section = section == null ? when(here, letter) : section.when(here, letter);
    }
    return section;
  }
}
