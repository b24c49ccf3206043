package fr.recap.evaluation;

import fr.recap.config.NomenclatureSettings;
import fr.recap.config.RecapConfig;
import fr.recap.config.RefusedInputException;
import fr.recap.config.TableName;
import fr.recap.tables.BiTopk;
import fr.recap.tables.CodageAutoResults;
import fr.recap.tables.Reading;
import fr.recap.tables.Rp;
import fr.recap.tables.Table;
import fr.recap.tables.Truth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What an evaluation judges: establishments, their legal units, and nomenclatures.
 *
 * @param nomenclatures that the campaign was coded to
 * @param activity name of the one that tells establishments and forms apart by activity
 */
public record Scope(List<NomenclatureSettings> nomenclatures, String activity) {
  static final String SIRET = "siret";

  private static final Logger LOG = LoggerFactory.getLogger(Scope.class);

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

  /** Without the nomenclatures whose columns a results table lacks; the log names them. */
  Scope within(TableName results, List<String> columns) {
    Map<Boolean, List<NomenclatureSettings>> parts =
        nomenclatures.stream()
            .collect(
                Collectors.partitioningBy(
                    nomenclature ->
                        columns.contains(CodageAutoResults.predictions(nomenclature.name()))));
    if (!parts.get(false).isEmpty()) {
      LOG.warn("{} has no codes of {}: not evaluated", results, names(parts.get(false)));
    }
    return new Scope(parts.get(true), activity);
  }

  /**
   * This, if a results table has what tells its forms apart.
   *
   * @throws RefusedInputException if it lacks the codes of the activity
   */
  Scope withActivity(TableName results) {
    if (!names(nomenclatures).contains(activity)) {
      throw new RefusedInputException(
          "The table %s has no codes of %s, the nomenclature of siret.activity, by which forms are told apart: code the campaign with these settings, or set siret.activity to one that it was coded to"
              .formatted(results, activity));
    }
    return this;
  }

  private static List<String> names(List<NomenclatureSettings> nomenclatures) {
    return nomenclatures.stream().map(NomenclatureSettings::name).toList();
  }

  Table results() {
    return CodageAutoResults.table(names(nomenclatures));
  }

  /** The truth table with a column for each nomenclature, as far as it has them. */
  Table truths() {
    return Truth.TABLE.withTexts(
        nomenclatures.stream().map(NomenclatureSettings::evaluationTruth).toList(), "true code");
  }

  /**
   * The forms with their final code in each nomenclature, and as far as they have them those of the
   * previous coder and of clerks.
   *
   * @param present columns of the forms
   * @param truthKeptAside whether the true codes come from another table
   */
  Reading forms(List<String> present, boolean truthKeptAside) {
    Reading reading =
        Rp.readBy("evaluate")
            .with(
                nomenclatures.stream()
                    .map(NomenclatureSettings::truth)
                    .filter(column -> !column.equals(NomenclatureSettings.PROFESSION_CODE))
                    .toList())
            .with(
                nomenclatures.stream()
                    .flatMap(
                        nomenclature ->
                            Stream.concat(
                                nomenclature.previousCode().stream(),
                                nomenclature.clerkCode().stream()))
                    .filter(present::contains)
                    .toList());
    return truthKeptAside
        ? reading
        : reading.demanding(
            List.of(Rp.SIRET_DEC, Rp.SIRETM),
            "the true establishment",
            "keep the true codes in the table that tables.truth names");
  }
}
