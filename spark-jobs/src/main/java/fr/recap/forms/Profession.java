package fr.recap.forms;

import fr.recap.tables.Rp;
import java.util.List;
import java.util.Optional;

/**
 * The profession of a form: the first filled one of profs_x, profi_x and profa_x.
 *
 * @param text without blanks around it
 * @param code column that its code belongs to: profs_c, profi_c or profa_c
 */
public record Profession(String text, String code) {
  /** Columns of the texts, the first filled one counts. */
  public static final List<String> TEXTS = List.of(Rp.PROFS_X, Rp.PROFI_X, Rp.PROFA_X);

  /** Columns of the codes, in the order of {@link #TEXTS}. */
  public static final List<String> CODES = List.of(Rp.PROFS_C, Rp.PROFI_C, Rp.PROFA_C);

  /** The profession of a form; empty if no column is filled. */
  public static Optional<Profession> of(Form form) {
    for (int i = 0; i < TEXTS.size(); i++) {
      String text = form.filled(TEXTS.get(i));
      if (text != null) {
        return Optional.of(new Profession(text, CODES.get(i)));
      }
    }
    return Optional.empty();
  }
}
