package fr.recap.nomenclature;

import fr.recap.config.ConfigException;
import fr.recap.config.Nearest;
import fr.recap.tables.Rp;
import java.io.Serializable;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * The fields of a form that a coder reads, the main one first. {@code profession} stands for the
 * first filled one of profs_x, profi_x and profa_x.
 */
public record FormText(List<String> inputs) implements Serializable {
  /** The pseudo field of the profession. */
  public static final String PROFESSION = "profession";

  /** The pseudo column of the code that belongs to the profession. */
  public static final String PROFESSION_CODE = "profession_code";

  private static final List<String> TEXTS = List.of(Rp.PROFS_X, Rp.PROFI_X, Rp.PROFA_X);
  private static final List<String> CODES = List.of(Rp.PROFS_C, Rp.PROFI_C, Rp.PROFA_C);

  /**
   * Checks the fields.
   *
   * @throws ConfigException if there is none, or one is no column of the forms
   */
  public FormText {
    inputs = List.copyOf(inputs);
    if (inputs.isEmpty()) {
      throw new ConfigException("inputs of a nomenclature must name at least one field");
    }
    List<String> known = Rp.TABLE.names();
    for (String input : inputs) {
      if (!input.equals(PROFESSION) && !known.contains(input)) {
        throw new ConfigException(
            "inputs of a nomenclature: '%s' is neither a column of the forms nor %s%s"
                .formatted(input, PROFESSION, Nearest.hint(input, known)));
      }
    }
  }

  /** The columns that must be read. */
  public List<String> columns() {
    Set<String> columns = new LinkedHashSet<>();
    for (String input : inputs) {
      columns.addAll(input.equals(PROFESSION) ? TEXTS : List.of(input));
    }
    return List.copyOf(columns);
  }

  /**
   * The text of each input.
   *
   * @param form gives the value of a column, perhaps null
   * @return in order of the inputs, null where a field is empty or blank
   */
  public String[] texts(UnaryOperator<String> form) {
    String[] texts = new String[inputs.size()];
    for (int i = 0; i < texts.length; i++) {
      String input = inputs.get(i);
      texts[i] = input.equals(PROFESSION) ? profession(form) : filled(form.apply(input));
    }
    return texts;
  }

  /** The final code: that of the profession, or that of a column. */
  public static String truth(String column, UnaryOperator<String> form) {
    String name = column.equals(PROFESSION_CODE) ? pcsField(form).orElse(null) : column;
    String code = name == null ? null : filled(form.apply(name));
    return code == null ? null : code.strip();
  }

  /** The columns that {@link #truth} reads. */
  static List<String> truthColumns(String column) {
    if (!column.equals(PROFESSION_CODE)) {
      return List.of(column);
    }
    Set<String> columns = new LinkedHashSet<>(TEXTS);
    columns.addAll(CODES);
    return List.copyOf(columns);
  }

  /** Which of profs_c, profi_c and profa_c the code of the form's profession fills. */
  public static Optional<String> pcsField(UnaryOperator<String> form) {
    for (int i = 0; i < TEXTS.size(); i++) {
      if (filled(form.apply(TEXTS.get(i))) != null) {
        return Optional.of(CODES.get(i));
      }
    }
    return Optional.empty();
  }

  private static String profession(UnaryOperator<String> form) {
    for (String column : TEXTS) {
      String text = filled(form.apply(column));
      if (text != null) {
        return text;
      }
    }
    return null;
  }

  private static String filled(String text) {
    return text == null || text.isBlank() ? null : text;
  }
}
