package fr.recap.tables;

import java.util.List;
import java.util.Set;

/**
 * {@code rp_YYYY}: the forms. Suffixes: {@code _x} as declared, {@code _c_c} coded by the previous
 * automatic coder, {@code _m} by hand, {@code _c} finally.
 */
public final class Rp {
  /** Identifier of the form. */
  public static final String CABBI = "cabbi";

  /** Collection: 0 paper, 1 internet. */
  public static final String TYPCOL = "typcol";

  /** Employer, as declared. */
  public static final String RS_X = "rs_x";

  /** Activity of the workplace, as declared. */
  public static final String ACTET_X = "actet_x";

  /** NAF code finally kept. */
  public static final String ACTET_C = "actet_c";

  /** NAF code of the previous automatic coder. */
  public static final String ACTET_C_C = "actet_c_c";

  /** Profession as an employee, as declared. */
  public static final String PROFS_X = "profs_x";

  /** PCS code of profs_x. */
  public static final String PROFS_C = "profs_c";

  /** Profession as self-employed, as declared. */
  public static final String PROFI_X = "profi_x";

  /** PCS code of profi_x. */
  public static final String PROFI_C = "profi_c";

  /** Former profession, as declared. */
  public static final String PROFA_X = "profa_x";

  /** PCS code of profa_x. */
  public static final String PROFA_C = "profa_c";

  /** House number of the workplace. */
  public static final String NUMVOI_X = "numvoi_x";

  /** Repetition of the house number. */
  public static final String BISTER_X = "bister_x";

  /** Street type of the workplace. */
  public static final String TYPEVOI_X = "typevoi_x";

  /** Street name of the workplace. */
  public static final String NOMVOI_X = "nomvoi_x";

  /** Complement of the workplace address. */
  public static final String CPLADR_X = "cpladr_x";

  /** Commune of the workplace, as declared. */
  public static final String CLT_X = "clt_x";

  /** Département of the workplace, as declared. */
  public static final String DLT_X = "dlt_x";

  /** Country of the workplace, as declared. */
  public static final String PLT_X = "plt_x";

  /** Commune code of the workplace, coded automatically (5 characters). */
  public static final String CLT_C_C = "clt_c_c";

  /** Commune code of residence. */
  public static final String DEPCOM_CODE = "depcom_code";

  /** 1 works in the commune of residence, 2 elsewhere. */
  public static final String ILT_X = "ilt_x";

  /** Workplace: 1 variable, 2 at home, 3 at a private person's. */
  public static final String VARDOMPART_X = "vardompart_x";

  /** SIRET of the previous automatic coder. */
  public static final String SIRETC = "siretc";

  /** SIRET given by a clerk. */
  public static final String SIRETM = "siretm";

  /** SIRET finally kept. */
  public static final String SIRET_DEC = "siret_dec";

  /** Outcome of the previous coder: C success, D doubtful, E failure. */
  public static final String I_MCA_C = "i_mca_c";

  /** Score of the address by the previous coder. */
  public static final String NOTE_MCA_ADR_C = "note_mca_adr_c";

  /** Score of the name by the previous coder. */
  public static final String NOTE_MCA_NOM_C = "note_mca_nom_c";

  /** Whether actet_c_c was coded automatically. */
  public static final String I_ACTET_C = "i_actet_c";

  /** Whether profs_c was coded automatically. */
  public static final String I_PROFS_C = "i_profs_c";

  /** Whether profi_c was coded automatically. */
  public static final String I_PROFI_C = "i_profi_c";

  /** Whether profa_c was coded automatically. */
  public static final String I_PROFA_C = "i_profa_c";

  /** Manual coding of the activity: N to do, A waiting, V done. */
  public static final String I_REPRISE_ACT = "i_reprise_act";

  /** Manual coding of the profession: N to do, A waiting, V done. */
  public static final String I_REPRISE_PROF = "i_reprise_prof";

  /** 1 coded by a clerk, 0 sent but not coded, empty automatic. */
  public static final String I_SIRET_M = "i_siret_m";

  public static final Table TABLE =
      new Table(
          "rp",
          "one row a form",
          List.of(
              Column.key(CABBI, ColumnType.TEXT, "identifier of the form"),
              Column.of(TYPCOL, ColumnType.INTEGER, "collection: 0 paper, 1 internet"),
              Column.text(RS_X, "employer, as declared"),
              Column.text(ACTET_X, "activity of the workplace, as declared"),
              Column.text(ACTET_C, "NAF code finally kept"),
              Column.text(ACTET_C_C, "NAF code of the previous automatic coder"),
              Column.text(PROFS_X, "profession as an employee, as declared"),
              Column.text(PROFS_C, "PCS code of profs_x"),
              Column.text(PROFI_X, "profession as self-employed, as declared"),
              Column.text(PROFI_C, "PCS code of profi_x"),
              Column.text(PROFA_X, "former profession, as declared"),
              Column.text(PROFA_C, "PCS code of profa_x"),
              Column.text(NUMVOI_X, "house number of the workplace"),
              Column.text(BISTER_X, "repetition of the house number"),
              Column.text(TYPEVOI_X, "street type of the workplace"),
              Column.text(NOMVOI_X, "street name of the workplace"),
              Column.text(CPLADR_X, "complement of the workplace address"),
              Column.text(CLT_X, "commune of the workplace, as declared"),
              Column.text(DLT_X, "département of the workplace, as declared"),
              Column.text(PLT_X, "country of the workplace, as declared"),
              Column.text(
                  CLT_C_C, "commune code of the workplace, coded automatically (5 characters)"),
              Column.text(DEPCOM_CODE, "commune code of residence"),
              Column.text(ILT_X, "1 works in the commune of residence, 2 elsewhere"),
              Column.text(
                  VARDOMPART_X, "workplace: 1 variable, 2 at home, 3 at a private person's"),
              Column.text(SIRETC, "SIRET of the previous automatic coder"),
              Column.text(SIRETM, "SIRET given by a clerk"),
              Column.text(SIRET_DEC, "SIRET finally kept"),
              Column.text(
                  I_MCA_C, "outcome of the previous coder: C success, D doubtful, E failure"),
              Column.of(
                  NOTE_MCA_ADR_C, ColumnType.DOUBLE, "score of the address by the previous coder"),
              Column.of(
                  NOTE_MCA_NOM_C, ColumnType.DOUBLE, "score of the name by the previous coder"),
              Column.text(I_ACTET_C, "whether actet_c_c was coded automatically"),
              Column.text(I_PROFS_C, "whether profs_c was coded automatically"),
              Column.text(I_PROFI_C, "whether profi_c was coded automatically"),
              Column.text(I_PROFA_C, "whether profa_c was coded automatically"),
              Column.text(
                  I_REPRISE_ACT, "manual coding of the activity: N to do, A waiting, V done"),
              Column.text(
                  I_REPRISE_PROF, "manual coding of the profession: N to do, A waiting, V done"),
              Column.text(I_SIRET_M, "1 coded by a clerk, 0 sent but not coded, empty automatic")));

  /** Columns that coders before ours filled: without them nothing is compared with these. */
  public static final Set<String> PREVIOUS_CODER =
      Set.of(
          ACTET_C_C,
          SIRETC,
          I_MCA_C,
          NOTE_MCA_ADR_C,
          NOTE_MCA_NOM_C,
          I_ACTET_C,
          I_PROFS_C,
          I_PROFI_C,
          I_PROFA_C);

  private Rp() {}

  /**
   * What a job reads of forms, as texts: all columns that are known here as far as the table has
   * them. It demands the key alone.
   *
   * @param job as in {@code recap train siret}
   */
  public static Reading readBy(String job) {
    return Reading.of(job, TABLE.asTexts());
  }
}
