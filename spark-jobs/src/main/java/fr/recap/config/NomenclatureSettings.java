package fr.recap.config;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;

/**
 * A hierarchical nomenclature and how forms are coded to it.
 *
 * @param name short name, as in {@code train naf}
 * @param root {@code nct_id} of its root
 * @param inputs fields of a form, the main one first; {@code profession} stands for the first
 *     filled one of profs_x, profi_x and profa_x
 * @param truth column with the final code in the training forms; {@code profession_code} is the
 *     code that belongs to the profession
 * @param extraTexts CSV files of more labelled texts
 * @param frequencies CSV file with how frequent the codes are; empty for none
 * @param vectors published version of word vectors that begin two more encoders, or {@link
 *     FasttextSettings#NEWEST}; empty for none
 * @param projections table of the projections
 * @param targetPrecision precision in [0, 1] that the automatic coding is to reach
 * @param withoutMainField whether a form without its main field gets codes by the others
 * @param model published version; empty for the newest
 */
public record NomenclatureSettings(
    String name,
    String root,
    List<String> inputs,
    String truth,
    List<String> extraTexts,
    Optional<String> frequencies,
    Optional<String> vectors,
    TableName projections,
    double targetPrecision,
    boolean withoutMainField,
    Optional<String> model)
    implements Serializable {
  static NomenclatureSettings read(String name, Section section) {
    return new NomenclatureSettings(
        name,
        section.text("root"),
        section.texts("inputs"),
        section.text("truth"),
        section.texts("extra-texts"),
        section.optionalText("frequencies"),
        section.optionalText("vectors"),
        section.table("projections"),
        section.share("target-precision"),
        section.flag("without-main-field"),
        section.optionalText("model"));
  }
}
