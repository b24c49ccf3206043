package fr.recap.tables;

import java.util.ArrayList;
import java.util.List;

/**
 * {@code rp_YYYY_codageauto_results}: what the coders say of each form. Columns of a code start
 * with its name: {@code siret}, {@code naf} or {@code pcs}.
 */
public final class CodageAutoResults {
  /** The codes of the users' own table, in the order of their columns. */
  public static final List<String> CODES = List.of("siret", "naf", "pcs");

  public static final String SIRET_APET = "siret_apet";
  public static final String PCS_FIELD = "pcs_field";
  public static final String NON_CODABLE = "non_codable";
  public static final String NON_CODABLE_SCORE = "non_codable_score";
  public static final String NON_CODABLE_ERROR = "non_codable_error";

  public static final String SIRET_EXPLICATION = "siret_explication";

  /** Tells everything of the form that was read to code it; another one: it has changed since. */
  public static final String FORM_FINGERPRINT = "form_fingerprint";

  /** Tells the versions and settings that it was coded by; empty if one of the coders failed. */
  public static final String CODERS_FINGERPRINT = "coders_fingerprint";

  private static final String KIND = "rp_codageauto_results";
  private static final String ROW = "one row a form";

  /** The users' own table. */
  public static final Table TABLE = new Table(KIND, ROW, columns());

  private CodageAutoResults() {}

  /** JSON text {@code [[code, score], ...]} of the best codes. */
  public static String predictions(String code) {
    return code + "_predictions";
  }

  /** Score of the first code. */
  public static String score(String code) {
    return code + "_score";
  }

  /** Whether the first code is sure enough. */
  public static String codageAuto(String code) {
    return code + "_codage_auto";
  }

  /** Probability that the first code is right. */
  public static String codageAutoProba(String code) {
    return code + "_codage_auto_proba";
  }

  /** Why there is no code. */
  public static String error(String code) {
    return code + "_error";
  }

  /**
   * The table of a campaign.
   *
   * @param nomenclatures that it is coded to: those that the users' own table lacks have their
   *     columns behind its own; the last two columns tell what each form was coded from
   */
  public static Table table(List<String> nomenclatures) {
    List<Column> columns = new ArrayList<>(columns());
    nomenclatures.stream()
        .filter(nomenclature -> !CODES.contains(nomenclature))
        .forEach(nomenclature -> columns.addAll(columns(nomenclature)));
    columns.add(
        Column.text(
            FORM_FINGERPRINT,
            "tells all columns of the form and its place, as they were when it was coded"));
    columns.add(
        Column.text(
            CODERS_FINGERPRINT,
            "tells the versions and settings that it was coded by; empty if a coder failed on it"));
    return new Table(KIND, ROW, columns);
  }

  private static List<Column> columns(String code) {
    return List.of(
        Column.text(predictions(code), "best codes with their scores, as JSON"),
        Column.text(code, "first code"),
        Column.of(score(code), ColumnType.DOUBLE, "score of the first code"),
        Column.of(codageAuto(code), ColumnType.BOOLEAN, "whether it is sure enough"),
        Column.of(codageAutoProba(code), ColumnType.DOUBLE, "probability that it is right"),
        Column.text(error(code), "why there is no code"));
  }

  private static List<Column> columns() {
    List<Column> columns = new ArrayList<>();
    columns.add(Column.key(Rp.CABBI, ColumnType.TEXT, "identifier of the form"));
    CODES.forEach(code -> columns.addAll(columns(code)));
    columns.add(Column.text(SIRET_APET, "activity of the first establishment"));
    columns.add(Column.text(PCS_FIELD, "which of profs_c, profi_c, profa_c the PCS code fills"));
    columns.add(
        Column.of(NON_CODABLE, ColumnType.BOOLEAN, "whether the form leads to no establishment"));
    columns.add(Column.of(NON_CODABLE_SCORE, ColumnType.DOUBLE, "probability of it"));
    columns.add(Column.text(NON_CODABLE_ERROR, "why that is not known"));
    columns.add(Column.text(SIRET_EXPLICATION, "why the first establishment, in words"));
    columns.add(Column.text(BiTopk.SIREN, "legal unit of the first establishment"));
    columns.add(
        Column.of(
            BiTopk.SIREN_CODAGE_AUTO,
            ColumnType.BOOLEAN,
            "whether the legal unit is sure enough, be the establishment or not"));
    columns.add(
        Column.of(
            BiTopk.SIREN_CODAGE_AUTO_PROBA, ColumnType.DOUBLE, "probability that it is right"));
    return columns;
  }
}
