package fr.recap.nomenclature;

import fr.recap.config.NomenclatureSettings;
import fr.recap.geocoding.PlaceNames;
import fr.recap.tables.Rp;
import fr.recap.udfs.text.NonResponse;
import fr.recap.udfs.text.TextCleaner;
import java.util.Optional;

/** The one form in which texts are compared, counted and stored. */
final class FieldCleaner {
  private FieldCleaner() {}

  /**
   * The same of what somebody answered: null also where that says nothing of a code.
   *
   * @see NonResponse
   * @see PlaceNames
   */
  static String cleanAnswer(String field, String text) {
    return isName(field) || nonResponse(field, text).isEmpty() ? clean(field, text) : null;
  }

  /**
   * Why {@link #cleanAnswer} gives null for a text that is not null, in words: {@code profession is
   * a state and no profession: RETRAITE}.
   */
  static String fault(String field, String text) {
    String what =
        isName(field) || clean(field, text) == null
            ? "has no word"
            : nonResponse(field, text).orElse("has no word");
    return "%s %s: %s".formatted(field, what, text.strip());
  }

  /** What an answer is that says nothing of a code; empty for others, and for null. */
  private static Optional<String> nonResponse(String field, String text) {
    Optional<NonResponse> found =
        field.equals(NomenclatureSettings.PROFESSION)
            ? NonResponse.ofProfession(text)
            : NonResponse.of(text);
    return found.isEmpty() && text != null && PlaceNames.isOne(text)
        ? Optional.of("is a place")
        : found.map(NonResponse::words);
  }

  private static boolean isName(String field) {
    return field.equals(Rp.RS_X);
  }

  /** Cleaned words joined by blanks, not stemmed; null where no word is left. */
  static String clean(String field, String text) {
    if (text == null) {
      return null;
    }
    TextCleaner cleaner = isName(field) ? TextCleaner.forNames() : TextCleaner.unstemmed();
    String cleaned = cleaner.clean(text);
    return cleaned.isEmpty() ? null : cleaned;
  }
}
