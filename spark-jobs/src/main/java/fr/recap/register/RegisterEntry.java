package fr.recap.register;

import fr.recap.tables.Reading;
import fr.recap.tables.Sirus;
import fr.recap.udfs.text.MissingText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Row;

/**
 * An establishment of the register: what is needed to rank it. Texts are never null.
 *
 * @param siret 14 digits
 * @param apet activity of the establishment
 * @param ape activity of its legal unit
 * @param staff of the establishment; 0 if unknown
 * @param unitStaff of its legal unit; 0 if unknown
 * @param headOffice whether it is the head office of its unit
 */
public record RegisterEntry(
    String siret,
    Names names,
    Address address,
    String apet,
    String ape,
    int staff,
    int unitStaff,
    boolean headOffice) {

  /** The columns of {@link Sirus#TABLE} that are read; a table need not have them all. */
  public static final List<String> COLUMNS =
      List.of(
          Sirus.DENOM,
          Sirus.DENOM_CONDENSE,
          Sirus.SIGLE,
          Sirus.ENSEIGNE,
          Sirus.ENSEIGNE_ET1,
          Sirus.NOM_COMM_ET,
          Sirus.ADR_ET_L1,
          Sirus.ADR_ET_L2,
          Sirus.ADR_ET_L3,
          Sirus.ADR_ET_VOIE_NUM,
          Sirus.ADR_ET_VOIE_TYPE,
          Sirus.ADR_ET_VOIE_LIB,
          Sirus.ADR_ET_POST,
          Sirus.ADR_ET_LOC_GEO,
          Sirus.SIR_ADR_ET_COM_LIB,
          Sirus.ADR_ET_L6,
          Sirus.APET,
          Sirus.APE,
          Sirus.EFF_3112_ET,
          Sirus.EFF_3112_UNITELEGALE,
          Sirus.NIC_SIEGE);

  private static final int SIREN = 9;
  private static final int COMMUNE = 5;

  /**
   * By what it is called; names that are masked or stand for nothing are empty.
   *
   * @param denom name of the legal unit
   * @param condensed the same in 38 characters
   * @param acronym of the legal unit
   * @param unitBrand brand of the legal unit
   * @param brand brand of the establishment
   * @param tradeName of the establishment
   * @param line1 first line of the address: name
   * @param line2 second line: trade name or brand
   * @param line3 third line: complement, often a department or building
   */
  public record Names(
      String denom,
      String condensed,
      String acronym,
      String unitBrand,
      String brand,
      String tradeName,
      String line1,
      String line2,
      String line3) {}

  /**
   * Where it is.
   *
   * @param commune code of the commune, five characters; perhaps empty
   * @param line6 postcode and commune
   * @param latitude degrees north; NaN if unknown
   * @param longitude degrees east; NaN if unknown
   */
  public record Address(
      String number,
      String streetType,
      String street,
      String postcode,
      String commune,
      String communeName,
      String line6,
      double latitude,
      double longitude) {}

  /**
   * What a job reads of the register: {@link #COLUMNS} as far as the table has them, one name at
   * least.
   *
   * @param job as in {@code recap train siret}
   */
  public static Reading reading(String job) {
    List<String> read = new ArrayList<>(List.of(Sirus.SIRUS_ID, Sirus.NIC));
    read.addAll(COLUMNS);
    return Sirus.namedBy(job).only(read);
  }

  /** Number of the legal unit. */
  public String siren() {
    return siret.substring(0, Math.min(SIREN, siret.length()));
  }

  /** All names that are filled, that of the unit first; lines of the address count as names. */
  public List<String> allNames() {
    List<String> all = new ArrayList<>();
    for (String name :
        List.of(
            names.denom,
            names.brand,
            names.tradeName,
            names.unitBrand,
            names.condensed,
            names.acronym,
            names.line1,
            names.line2,
            names.line3)) {
      if (!name.isEmpty() && !all.contains(name)) {
        all.add(name);
      }
    }
    return all;
  }

  /** Names that {@link fr.recap.indexing.ExactKeys} has keys of; some are empty or the same. */
  List<String> exactNames() {
    return List.of(
        names.denom,
        names.condensed,
        names.acronym,
        names.unitBrand,
        names.brand,
        names.tradeName,
        names.line1,
        names.line2);
  }

  /** Reads a row of {@link Sirus#TABLE}. */
  public static RegisterEntry of(Row row) {
    UnaryOperator<String> text = column -> Objects.toString(row.<Object>getAs(column), "").strip();
    return of(text.apply(Sirus.SIRUS_ID) + text.apply(Sirus.NIC), text, Double.NaN, Double.NaN);
  }

  /**
   * Reads an establishment by the columns of {@link Sirus#TABLE}.
   *
   * @param text gives the text of a column; empty, not null, without one
   * @param latitude degrees north; NaN if unknown
   * @param longitude degrees east; NaN if unknown
   */
  public static RegisterEntry of(
      String siret, UnaryOperator<String> text, double latitude, double longitude) {
    // Most names repeat another one.
    Map<String, String> known = new HashMap<>();
    UnaryOperator<String> name =
        column ->
            known.computeIfAbsent(
                text.apply(column), filled -> MissingText.isMissing(filled) ? "" : filled);
    return new RegisterEntry(
        siret,
        new Names(
            name.apply(Sirus.DENOM),
            name.apply(Sirus.DENOM_CONDENSE),
            name.apply(Sirus.SIGLE),
            name.apply(Sirus.ENSEIGNE),
            name.apply(Sirus.ENSEIGNE_ET1),
            name.apply(Sirus.NOM_COMM_ET),
            name.apply(Sirus.ADR_ET_L1),
            name.apply(Sirus.ADR_ET_L2),
            name.apply(Sirus.ADR_ET_L3)),
        new Address(
            text.apply(Sirus.ADR_ET_VOIE_NUM),
            text.apply(Sirus.ADR_ET_VOIE_TYPE),
            text.apply(Sirus.ADR_ET_VOIE_LIB),
            text.apply(Sirus.ADR_ET_POST),
            commune(text.apply(Sirus.ADR_ET_LOC_GEO)),
            text.apply(Sirus.SIR_ADR_ET_COM_LIB),
            text.apply(Sirus.ADR_ET_L6),
            latitude,
            longitude),
        text.apply(Sirus.APET),
        text.apply(Sirus.APE),
        staff(text.apply(Sirus.EFF_3112_ET)),
        staff(text.apply(Sirus.EFF_3112_UNITELEGALE)),
        !text.apply(Sirus.NIC_SIEGE).isEmpty() && siret.endsWith(text.apply(Sirus.NIC_SIEGE)));
  }

  /** The same establishment somewhere. */
  RegisterEntry at(double latitude, double longitude) {
    Address there =
        new Address(
            address.number,
            address.streetType,
            address.street,
            address.postcode,
            address.commune,
            address.communeName,
            address.line6,
            latitude,
            longitude);
    return new RegisterEntry(siret, names, there, apet, ape, staff, unitStaff, headOffice);
  }

  /** The commune of a location, its first five characters. */
  public static String commune(String location) {
    return location.substring(0, Math.min(COMMUNE, location.length()));
  }

  private static int staff(String text) {
    if (text.isEmpty()) {
      return 0;
    }
    try {
      return Math.max(0, Integer.parseInt(text));
    } catch (NumberFormatException e) {
      return 0;
    }
  }
}
