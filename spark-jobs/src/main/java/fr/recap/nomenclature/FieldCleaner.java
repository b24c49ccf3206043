package fr.recap.nomenclature;

import fr.recap.tables.Rp;
import fr.recap.udfs.text.TextCleaner;

/** The one form in which texts are compared, counted and stored. */
final class FieldCleaner {
  private FieldCleaner() {}

  /** Cleaned words joined by blanks, not stemmed; null where no word is left. */
  static String clean(String field, String text) {
    if (text == null) {
      return null;
    }
    TextCleaner cleaner = field.equals(Rp.RS_X) ? TextCleaner.forNames() : TextCleaner.unstemmed();
    String cleaned = cleaner.clean(text);
    return cleaned.isEmpty() ? null : cleaned;
  }
}
