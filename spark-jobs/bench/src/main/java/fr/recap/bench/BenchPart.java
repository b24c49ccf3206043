package fr.recap.bench;

import fr.recap.nomenclature.FormText;
import fr.recap.nomenclature.Nomenclature;
import fr.recap.nomenclature.TextStudy.Labelled;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What all systems learn from and are measured on.
 *
 * @param frequencies of leaves by code; may be empty
 * @param train to learn from while choosing
 * @param validation to choose on
 * @param all to learn from for the test
 * @param test to measure on
 * @param related texts without a code by groups; perhaps none
 */
record BenchPart(
    FormText form,
    Nomenclature tree,
    Map<String, Double> frequencies,
    List<Labelled> train,
    List<Labelled> validation,
    List<Labelled> all,
    List<Labelled> test,
    Map<String, List<String>> related) {

  /**
   * Open texts of one field.
   *
   * @param field that the texts stand for
   * @param related texts without a code by groups
   */
  static BenchPart of(
      OpenNomenclature nomenclature,
      OpenSplit split,
      String field,
      Map<String, List<String>> related) {
    return new BenchPart(
        new FormText(List.of(field)),
        nomenclature.tree(),
        nomenclature.frequencies(),
        labelled(split.train(), false),
        labelled(split.validation(), true),
        labelled(split.trainAndValidation(), false),
        labelled(split.test(), true),
        related);
  }

  /**
   * @param forms whether they are forms to be coded or texts to learn from
   */
  private static List<Labelled> labelled(List<OpenText> texts, boolean forms) {
    List<Labelled> labelled = new ArrayList<>();
    for (OpenText text : texts) {
      labelled.add(new Labelled(text.code(), List.of(text.text()), text.weight(), forms));
    }
    return labelled;
  }
}
