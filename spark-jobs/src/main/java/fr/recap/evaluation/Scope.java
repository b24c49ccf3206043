package fr.recap.evaluation;

import fr.recap.config.NomenclatureSettings;
import fr.recap.config.RecapConfig;
import fr.recap.tables.BiTopk;
import fr.recap.tables.CodageAutoResults;
import fr.recap.tables.Rp;
import fr.recap.tables.Table;
import fr.recap.tables.Truth;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What an evaluation judges: establishments, their legal units, and nomenclatures.
 *
 * @param nomenclatures that the campaign was coded to
 * @param activity name of the one that tells establishments and forms apart by activity
 */
public record Scope(List<NomenclatureSettings> nomenclatures, String activity) {
  static final String SIRET = "siret";

  public Scope {
    nomenclatures = List.copyOf(nomenclatures);
  }

  /** What the settings have. */
  public static Scope of(RecapConfig config) {
    return new Scope(config.coded(), config.activity().name());
  }

  /** Names of what is judged, in this order. */
  List<String> codes() {
    List<String> codes = new ArrayList<>(List.of(SIRET, BiTopk.SIREN));
    nomenclatures.forEach(nomenclature -> codes.add(nomenclature.name()));
    return codes;
  }

  /** The nomenclature that tells a code's forms apart: its own, or the activity. */
  String classes(String code) {
    return isEstablishment(code) ? activity : code;
  }

  static boolean isEstablishment(String code) {
    return code.equals(SIRET) || code.equals(BiTopk.SIREN);
  }

  /** Without the nomenclatures whose columns a results table lacks. */
  Scope within(List<String> columns) {
    return new Scope(
        nomenclatures.stream()
            .filter(
                nomenclature ->
                    columns.contains(CodageAutoResults.predictions(nomenclature.name())))
            .toList(),
        activity);
  }

  Table results() {
    return CodageAutoResults.table(nomenclatures.stream().map(NomenclatureSettings::name).toList());
  }

  /** The truth table with a column for each nomenclature, as far as it has them. */
  Table truths() {
    return Truth.TABLE.withTexts(
        nomenclatures.stream().map(NomenclatureSettings::evaluationTruth).toList(), "true code");
  }

  /** The forms with their final code and that of the previous coder in each nomenclature. */
  Table forms() {
    return Rp.TABLE.withTexts(
        nomenclatures.stream()
            .flatMap(
                nomenclature ->
                    Stream.concat(
                        Stream.of(nomenclature.truth()), nomenclature.previousCode().stream()))
            .filter(column -> !column.equals(NomenclatureSettings.PROFESSION_CODE))
            .toList(),
        "code");
  }
}
