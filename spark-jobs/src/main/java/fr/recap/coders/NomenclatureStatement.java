package fr.recap.coders;

import fr.recap.forms.CodedForm;
import fr.recap.forms.Decision;
import fr.recap.forms.Prediction;
import fr.recap.nomenclature.FormText;
import java.util.Map;
import java.util.Optional;

/**
 * The codes of a nomenclature.
 *
 * @param inputs that its model reads
 * @param withoutMainField whether codes by other fields than the main one are told
 */
record NomenclatureStatement(String nomenclature, FormText inputs, boolean withoutMainField)
    implements Statement {
  private Prediction told(CodedForm form) {
    return form.prediction(nomenclature).told(withoutMainField);
  }

  @Override
  public void write(CodedForm form, Map<String, Object> cells) {
    Prediction told = told(form);
    Decision decision =
        told.codes().isEmpty() ? null : new Decision(told.automatic(), told.probability());
    CodeColumns.write(cells, nomenclature, told.codes(), told.scores(), decision, told.error());
  }

  @Override
  public Double probability(CodedForm form) {
    Prediction told = told(form);
    return told.codes().isEmpty() ? null : told.probability();
  }

  @Override
  public Optional<FormText> watched() {
    return Optional.of(inputs);
  }

  @Override
  public boolean watchesWords() {
    return true;
  }
}
