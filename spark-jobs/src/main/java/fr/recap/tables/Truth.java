package fr.recap.tables;

import java.util.List;

/** {@code rp_truth_YYYY}: final codes of forms, kept aside to evaluate against. */
public final class Truth {
  /** Identifier of the form. */
  public static final String CABBI = "cabbi";

  /** SIRET; empty if the form leads to no establishment. */
  public static final String SIRET = "siret";

  /** NAF code. */
  public static final String ACTET = "actet";

  /** PCS code. */
  public static final String PROF = "prof";

  /** Which of profs_c, profi_c, profa_c the PCS code belongs to. */
  public static final String PCS_FIELD = "pcs_field";

  /** Whether the form leads to no establishment. */
  public static final String NON_CODABLE = "non_codable";

  public static final Table TABLE =
      new Table(
          "rp_truth",
          "one row a form whose codes are known",
          List.of(
              Column.key(CABBI, ColumnType.TEXT, "identifier of the form"),
              Column.text(SIRET, "SIRET; empty if the form leads to no establishment"),
              Column.text(ACTET, "NAF code"),
              Column.text(PROF, "PCS code"),
              Column.text(PCS_FIELD, "which of profs_c, profi_c, profa_c the PCS code belongs to"),
              Column.of(
                  NON_CODABLE, ColumnType.BOOLEAN, "whether the form leads to no establishment")));

  private Truth() {}
}
