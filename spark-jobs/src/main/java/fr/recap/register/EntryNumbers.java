package fr.recap.register;

import fr.recap.udfs.address.Departements;
import java.io.IOException;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.NumericDocValues;

/**
 * What searches weigh of an establishment, as numbers that are read by document: to look one up in
 * the list of all that have a term costs far more where the list is long. One thread reads
 * documents in increasing order.
 */
final class EntryNumbers {
  /** Of what is not known. */
  static final long NONE = -1;

  private static final int DIGITS_OF_CODES = Character.MAX_RADIX;
  private static final int LONGEST_CODE = 6;

  /** Digits of an activity's code behind its division. */
  private static final long OF_DIVISION =
      (long) DIGITS_OF_CODES * DIGITS_OF_CODES * DIGITS_OF_CODES;

  static final String COMMUNE = "n_commune";
  static final String DEPARTEMENT = "n_departement";
  static final String CELL = "n_cell";
  static final String NUMBER = "n_number";
  static final String ACTIVITY = "n_activity";
  static final String STAFF = "n_staff";

  private final NumericDocValues commune;
  private final NumericDocValues departement;
  private final NumericDocValues cell;
  private final NumericDocValues number;
  private final NumericDocValues activity;
  private final NumericDocValues staff;

  /** Reads those of an index. */
  EntryNumbers(LeafReader index) throws IOException {
    commune = DocValues.getNumeric(index, COMMUNE);
    departement = DocValues.getNumeric(index, DEPARTEMENT);
    cell = DocValues.getNumeric(index, CELL);
    number = DocValues.getNumeric(index, NUMBER);
    activity = DocValues.getNumeric(index, ACTIVITY);
    staff = DocValues.getNumeric(index, STAFF);
  }

  /** Whether the documents of an index have them, which one of an earlier release lacks. */
  static boolean areIn(LeafReader index) {
    return index.getFieldInfos().fieldInfo(STAFF) != null;
  }

  /** Code of an address's département; null if it is unknown. */
  static String departement(RegisterEntry.Address address) {
    String ofCommune = Departements.ofCommune(address.commune());
    return ofCommune == null ? Departements.ofPostcode(address.postcode()) : ofCommune;
  }

  /** Adds one to a document; nothing for {@link #NONE}. */
  static void add(Document document, String field, long value) {
    if (value != NONE) {
      document.add(new NumericDocValuesField(field, value));
    }
  }

  /**
   * A code of letters and digits as a number to base 36.
   *
   * @param code at most six characters; perhaps empty or null
   * @return {@link #NONE} for none, and for what is no code
   */
  static long code(String code) {
    if (code == null || code.isEmpty() || code.length() > LONGEST_CODE) {
      return NONE;
    }
    long value = 0;
    for (int i = 0; i < code.length(); i++) {
      int digit = Character.digit(code.charAt(i), DIGITS_OF_CODES);
      if (digit < 0) {
        return NONE;
      }
      value = value * DIGITS_OF_CODES + digit;
    }
    return value;
  }

  /** The division of an activity, as {@link #code} gives both; of none, none. */
  static long division(long activity) {
    return activity == NONE ? NONE : activity / OF_DIVISION;
  }

  long commune(int document) throws IOException {
    return value(commune, document);
  }

  long departement(int document) throws IOException {
    return value(departement, document);
  }

  /** See {@link Cells#of}. */
  long cell(int document) throws IOException {
    return value(cell, document);
  }

  /** House number. */
  long number(int document) throws IOException {
    return value(number, document);
  }

  long activity(int document) throws IOException {
    return value(activity, document);
  }

  /** Of the establishment; 0 if unknown. */
  long staff(int document) throws IOException {
    return value(staff, document);
  }

  private static long value(NumericDocValues values, int document) throws IOException {
    return values.advanceExact(document) ? values.longValue() : NONE;
  }
}
