package fr.recap.nomenclature;

import static fr.recap.config.NomenclatureSettings.PROFESSION;
import static fr.recap.config.NomenclatureSettings.PROFESSION_CODE;

import fr.recap.config.ConfigException;
import fr.recap.forms.Form;
import fr.recap.forms.Profession;
import fr.recap.tables.Reading;
import fr.recap.tables.Rp;
import java.io.Serializable;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The fields of a form that a coder reads, the main one first. {@code profession} stands for the
 * first filled one of profs_x, profi_x and profa_x.
 */
public record FormText(List<String> inputs) implements Serializable {
  /**
   * Fields may be any columns that the users' forms have; who reads forms looks whether they do.
   *
   * @throws ConfigException if there is none
   */
  public FormText {
    inputs = List.copyOf(inputs);
    if (inputs.isEmpty()) {
      throw new ConfigException("inputs of a nomenclature must name at least one field");
    }
  }

  /**
   * What forms must have for these fields.
   *
   * @param reading of a job, which gets them too
   * @param whose reads them: {@code nomenclatures.naf.inputs}
   * @param remedy what else than adding a column helps
   */
  public Reading demand(Reading reading, String whose, String remedy) {
    Reading demanding = reading;
    for (String input : inputs) {
      List<String> columns = new FormText(List.of(input)).columns();
      demanding = demanding.demanding(columns, "%s of %s".formatted(input, whose), remedy);
    }
    return demanding;
  }

  /** The columns that must be read. */
  public List<String> columns() {
    Set<String> columns = new LinkedHashSet<>();
    for (String input : inputs) {
      columns.addAll(input.equals(PROFESSION) ? Profession.TEXTS : List.of(input));
    }
    return List.copyOf(columns);
  }

  /** The text of each input, in their order, null where it is empty. */
  public String[] texts(Form form) {
    String[] texts = new String[inputs.size()];
    for (int i = 0; i < texts.length; i++) {
      String input = inputs.get(i);
      texts[i] =
          input.equals(PROFESSION)
              ? Profession.of(form).map(Profession::text).orElse(null)
              : form.filled(input);
    }
    return texts;
  }

  /**
   * What forms have in common that belong to one part of every split: the employer and the words of
   * the main field, in whatever order. Colleagues who write the same are near copies, and a coder
   * would be chosen and measured on what it has learned. Of a form that lacks one of these, or
   * where the employer is no input, its own key.
   */
  public String group(Form form) {
    String main = inputs.contains(Rp.RS_X) ? texts(form)[0] : null;
    String employer = form.filled(Rp.RS_X);
    return main == null || employer == null
        ? form.cabbi()
        : PhraseForms.words(employer) + ": " + PhraseForms.words(main);
  }

  /** The final code: that of the profession, or that of a column; null if there is none. */
  public static String truth(String column, Form form) {
    if (!column.equals(PROFESSION_CODE)) {
      return form.filled(column);
    }
    return Profession.of(form).map(profession -> form.filled(profession.code())).orElse(null);
  }

  /** The columns that {@link #truth} reads. */
  static List<String> truthColumns(String column) {
    if (!column.equals(PROFESSION_CODE)) {
      return List.of(column);
    }
    Set<String> columns = new LinkedHashSet<>(Profession.TEXTS);
    columns.addAll(Profession.CODES);
    return List.copyOf(columns);
  }
}
