package fr.recap.tables;

import java.util.List;

/** {@code rp_YYYY_output}: the forms with the first prediction written into each that has one. */
public final class RpOutput {
  /** 1 if the SIRET was coded automatically, else 0. */
  public static final String I_SIRET_C = "i_siret_c";

  public static final Table TABLE =
      Rp.TABLE.with(
          "rp_output",
          "one row a form",
          List.of(Column.text(I_SIRET_C, "1 if the SIRET was coded automatically, else 0")));

  private RpOutput() {}
}
