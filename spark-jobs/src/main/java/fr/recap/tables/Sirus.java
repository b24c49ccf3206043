package fr.recap.tables;

import java.util.List;

/**
 * {@code sirus_YYYY}: the register of establishments; the SIRET is {@code sirus_id} followed by
 * {@code nic}.
 */
public final class Sirus {
  /** SIREN of the legal unit (9 digits). */
  public static final String SIRUS_ID = "sirus_id";

  /** Number of the establishment within its unit (5 digits). */
  public static final String NIC = "nic";

  /** Activity of the legal unit (NAF). */
  public static final String APE = "ape";

  /** Activity of the establishment (NAF). */
  public static final String APET = "apet";

  /** Staff on 31 December. */
  public static final String EFF_3112_ET = "eff_3112_et";

  /** Full-time equivalents. */
  public static final String EFF_ETP_ET = "eff_etp_et";

  /** Date of the staff figures, yyyymmdd. */
  public static final String EFF_ET_EFFET_DAAAAMMJJ = "eff_et_effet_daaaammjj";

  /** Brand of the establishment. */
  public static final String ENSEIGNE_ET1 = "enseigne_et1";

  /** Trade name of the establishment. */
  public static final String NOM_COMM_ET = "nom_comm_et";

  /** Location; its first five characters are the commune. */
  public static final String ADR_ET_LOC_GEO = "adr_et_loc_geo";

  /** Complement of the address. */
  public static final String ADR_ET_COMPL = "adr_et_compl";

  /** House number. */
  public static final String ADR_ET_VOIE_NUM = "adr_et_voie_num";

  /** Repetition of the house number. */
  public static final String ADR_ET_VOIE_REPET = "adr_et_voie_repet";

  /** Street type. */
  public static final String ADR_ET_VOIE_TYPE = "adr_et_voie_type";

  /** Street name. */
  public static final String ADR_ET_VOIE_LIB = "adr_et_voie_lib";

  /** CEDEX of the address. */
  public static final String ADR_ET_CEDEX = "adr_et_cedex";

  /** Special distribution. */
  public static final String ADR_ET_DISTSP = "adr_et_distsp";

  /** Name of the commune. */
  public static final String SIR_ADR_ET_COM_LIB = "sir_adr_et_com_lib";

  /** Postcode. */
  public static final String ADR_ET_POST = "adr_et_post";

  /** Normalised address, line 1: name. */
  public static final String ADR_ET_L1 = "adr_et_l1";

  /** Normalised address, line 2: trade name or brand. */
  public static final String ADR_ET_L2 = "adr_et_l2";

  /** Normalised address, line 3: complement. */
  public static final String ADR_ET_L3 = "adr_et_l3";

  /** Normalised address, line 4: number and street. */
  public static final String ADR_ET_L4 = "adr_et_l4";

  /** Normalised address, line 5: distribution. */
  public static final String ADR_ET_L5 = "adr_et_l5";

  /** Normalised address, line 6: postcode and commune. */
  public static final String ADR_ET_L6 = "adr_et_l6";

  /** Normalised address, line 7: country. */
  public static final String ADR_ET_L7 = "adr_et_l7";

  /** Abscissa. */
  public static final String X = "x";

  /** Ordinate. */
  public static final String Y = "y";

  /** Quality of the coordinates. */
  public static final String QUAL = "qual";

  /** Nic of the head office. */
  public static final String NIC_SIEGE = "nic_siege";

  /** Type of the legal unit. */
  public static final String UNITE_TYPE = "unite_type";

  /** Region of the head office. */
  public static final String REGION = "region";

  /** Commune of the head office. */
  public static final String ADR_DEPCOM = "adr_depcom";

  /** Staff of the legal unit on 31 December. */
  public static final String EFF_3112_UNITELEGALE = "eff_3112_unitelegale";

  /** Full-time equivalents of the legal unit. */
  public static final String EFF_ETP_UNITELEGALE = "eff_etp_unitelegale";

  /** Date of the unit's staff figures, yyyymmdd. */
  public static final String EFF_EFFET_DAAAAMMJJ_UNITELEGALE = "eff_effet_daaaammjj_unitelegale";

  /** Region of most of the unit's staff. */
  public static final String REGION_IMPL = "region_impl";

  /** Whether the unit is in several regions. */
  public static final String REGION_MULT = "region_mult";

  /** Size class of the unit. */
  public static final String TR_EFF_ETP = "tr_eff_etp";

  /** Legal category. */
  public static final String CJ = "cj";

  /** Name of the legal unit (120 characters). */
  public static final String DENOM = "denom";

  /** Condensed name (38 characters). */
  public static final String DENOM_CONDENSE = "denom_condense";

  /** Acronym (20 characters). */
  public static final String SIGLE = "sigle";

  /** Brand of the legal unit (50 characters). */
  public static final String ENSEIGNE = "enseigne";

  public static final Table TABLE =
      new Table(
          "sirus",
          "one row an establishment",
          List.of(
              Column.key(SIRUS_ID, ColumnType.TEXT, "SIREN of the legal unit (9 digits)"),
              Column.key(
                  NIC, ColumnType.TEXT, "number of the establishment within its unit (5 digits)"),
              Column.text(APE, "activity of the legal unit (NAF)"),
              Column.text(APET, "activity of the establishment (NAF)"),
              Column.of(EFF_3112_ET, ColumnType.INTEGER, "staff on 31 December"),
              Column.of(EFF_ETP_ET, ColumnType.DOUBLE, "full-time equivalents"),
              Column.of(
                  EFF_ET_EFFET_DAAAAMMJJ,
                  ColumnType.INTEGER,
                  "date of the staff figures, yyyymmdd"),
              Column.text(ENSEIGNE_ET1, "brand of the establishment"),
              Column.text(NOM_COMM_ET, "trade name of the establishment"),
              Column.text(ADR_ET_LOC_GEO, "location; its first five characters are the commune"),
              Column.text(ADR_ET_COMPL, "complement of the address"),
              Column.text(ADR_ET_VOIE_NUM, "house number"),
              Column.text(ADR_ET_VOIE_REPET, "repetition of the house number"),
              Column.text(ADR_ET_VOIE_TYPE, "street type"),
              Column.text(ADR_ET_VOIE_LIB, "street name"),
              Column.text(ADR_ET_CEDEX, "CEDEX of the address"),
              Column.text(ADR_ET_DISTSP, "special distribution"),
              Column.text(SIR_ADR_ET_COM_LIB, "name of the commune"),
              Column.text(ADR_ET_POST, "postcode"),
              Column.text(ADR_ET_L1, "normalised address, line 1: name"),
              Column.text(ADR_ET_L2, "normalised address, line 2: trade name or brand"),
              Column.text(ADR_ET_L3, "normalised address, line 3: complement"),
              Column.text(ADR_ET_L4, "normalised address, line 4: number and street"),
              Column.text(ADR_ET_L5, "normalised address, line 5: distribution"),
              Column.text(ADR_ET_L6, "normalised address, line 6: postcode and commune"),
              Column.text(ADR_ET_L7, "normalised address, line 7: country"),
              Column.of(X, ColumnType.DOUBLE, "abscissa"),
              Column.of(Y, ColumnType.DOUBLE, "ordinate"),
              Column.text(QUAL, "quality of the coordinates"),
              Column.text(NIC_SIEGE, "nic of the head office"),
              Column.text(UNITE_TYPE, "type of the legal unit"),
              Column.text(REGION, "region of the head office"),
              Column.text(ADR_DEPCOM, "commune of the head office"),
              Column.of(
                  EFF_3112_UNITELEGALE,
                  ColumnType.INTEGER,
                  "staff of the legal unit on 31 December"),
              Column.of(
                  EFF_ETP_UNITELEGALE,
                  ColumnType.DOUBLE,
                  "full-time equivalents of the legal unit"),
              Column.of(
                  EFF_EFFET_DAAAAMMJJ_UNITELEGALE,
                  ColumnType.INTEGER,
                  "date of the unit's staff figures, yyyymmdd"),
              Column.text(REGION_IMPL, "region of most of the unit's staff"),
              Column.text(REGION_MULT, "whether the unit is in several regions"),
              Column.text(TR_EFF_ETP, "size class of the unit"),
              Column.text(CJ, "legal category"),
              Column.text(DENOM, "name of the legal unit (120 characters)"),
              Column.text(DENOM_CONDENSE, "condensed name (38 characters)"),
              Column.text(SIGLE, "acronym (20 characters)"),
              Column.text(ENSEIGNE, "brand of the legal unit (50 characters)")));

  /** Columns of which a register must have one to find establishments by their names. */
  private static final List<String> NAMES =
      List.of(DENOM, ENSEIGNE_ET1, NOM_COMM_ET, ENSEIGNE, DENOM_CONDENSE, SIGLE, ADR_ET_L1);

  private Sirus() {}

  /**
   * What a job reads of the register: all columns that are known here as far as the table has them.
   * It demands the key alone.
   *
   * @param job as in {@code recap train siret}
   */
  public static Reading readBy(String job) {
    return Reading.of(job, TABLE);
  }

  /** The same with a name of the establishment, which is demanded. */
  public static Reading namedBy(String job) {
    return readBy(job).demanding(NAMES, "the name of establishments", "");
  }
}
