package fr.recap.coders;

import fr.recap.forms.CodedForm;
import fr.recap.nomenclature.FormText;
import java.io.Serializable;
import java.util.Map;
import java.util.Optional;

/** What a coder says of a form, in the terms of the results table and of monitoring. */
public interface Statement extends Serializable {
  /**
   * Writes its cells of {@link fr.recap.tables.CodageAutoResults}.
   *
   * @param cells by column; what is not written stays null
   */
  void write(CodedForm form, Map<String, Object> cells);

  /** The probability that its decision was made on; null where there is none. */
  Double probability(CodedForm form);

  /** Fields of forms whose presence is watched; empty for none. */
  Optional<FormText> watched();

  /** Whether the words of these fields are watched too. */
  boolean watchesWords();
}
