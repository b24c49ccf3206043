package fr.recap.geocoding;

import fr.recap.config.RecapConfig;
import fr.recap.config.TableName;
import fr.recap.tables.Reading;
import fr.recap.tables.Rp;
import fr.recap.tables.RpGeo;
import fr.recap.tables.Sirus;
import fr.recap.tables.SirusGeo;
import fr.recap.tables.Table;
import java.io.Serializable;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * What is to be geocoded.
 *
 * @param table forms or establishments
 * @param target their coordinates
 */
public record GeocodeSource(Kind kind, TableName table, TableName target) implements Serializable {
  private static final String WORKS_AT_RESIDENCE = "1";
  private static final String WORKS_AT_HOME = "2";
  private static final int COMMUNE_LENGTH = 5;
  private static final String COMMUNE = "the commune";

  private static final List<String> COMMUNE_OF_FORMS =
      List.of(Rp.CLT_X, Rp.CLT_C_C, Rp.DEPCOM_CODE);

  private static final List<String> COMMUNE_OF_ESTABLISHMENTS =
      List.of(Sirus.ADR_ET_LOC_GEO, Sirus.SIR_ADR_ET_COM_LIB, Sirus.ADR_ET_POST);

  /** The key, and what {@link #place} and {@link #address} read of forms. */
  private static final List<String> OF_FORMS =
      List.of(
          Rp.CABBI,
          Rp.CLT_C_C,
          Rp.CLT_X,
          Rp.DLT_X,
          Rp.PLT_X,
          Rp.DEPCOM_CODE,
          Rp.ILT_X,
          Rp.VARDOMPART_X,
          Rp.NUMVOI_X,
          Rp.BISTER_X,
          Rp.TYPEVOI_X,
          Rp.NOMVOI_X,
          Rp.CPLADR_X,
          Rp.RS_X);

  /** The key, and what they read of establishments. */
  private static final List<String> OF_ESTABLISHMENTS =
      List.of(
          Sirus.SIRUS_ID,
          Sirus.NIC,
          Sirus.ADR_ET_LOC_GEO,
          Sirus.SIR_ADR_ET_COM_LIB,
          Sirus.ADR_ET_POST,
          Sirus.ADR_ET_L7,
          Sirus.ADR_ET_VOIE_NUM,
          Sirus.ADR_ET_VOIE_REPET,
          Sirus.ADR_ET_VOIE_TYPE,
          Sirus.ADR_ET_VOIE_LIB,
          Sirus.ADR_ET_COMPL,
          Sirus.DENOM);

  /** Forms or establishments. */
  public enum Kind {
    FORMS(RpGeo.TABLE, RpGeo.GEOCODED),
    ESTABLISHMENTS(SirusGeo.TABLE, SirusGeo.GEOCODED);

    private final Table least;
    private final Table written;

    Kind(Table least, Table written) {
      this.least = least;
      this.written = written;
    }

    /** What is read; a commune in some way is demanded. */
    Reading read() {
      return this == FORMS
          ? Rp.readBy("geocode").only(OF_FORMS).demanding(COMMUNE_OF_FORMS, COMMUNE, "")
          : Sirus.readBy("geocode")
              .only(OF_ESTABLISHMENTS)
              .demanding(COMMUNE_OF_ESTABLISHMENTS, COMMUNE, "");
    }

    /** What an existing table of coordinates has at least. */
    Table least() {
      return least;
    }

    /** What is written. */
    public Table written() {
      return written;
    }
  }

  /** The campaign's forms. */
  public static GeocodeSource forms(RecapConfig config) {
    return new GeocodeSource(Kind.FORMS, config.tables().forms(), config.tables().formsGeo());
  }

  /** The coded forms of the training year. */
  public static GeocodeSource trainingForms(RecapConfig config) {
    return new GeocodeSource(
        Kind.FORMS, config.tables().trainingForms(), config.tables().trainingFormsGeo());
  }

  /** The register. */
  public static GeocodeSource sirus(RecapConfig config) {
    return new GeocodeSource(
        Kind.ESTABLISHMENTS, config.tables().sirus(), config.tables().sirusGeo());
  }

  List<String> key() {
    return kind.written().key();
  }

  /** The columns of the key alone, as they are read. */
  Table keys() {
    return kind.read().table().only(key());
  }

  /**
   * What a row tells of its commune.
   *
   * @param row the text of a column, perhaps null
   */
  DeclaredPlace place(UnaryOperator<String> row) {
    if (kind == Kind.FORMS) {
      return new DeclaredPlace(
          row.apply(Rp.CLT_C_C),
          row.apply(Rp.CLT_X),
          row.apply(Rp.DLT_X),
          row.apply(Rp.PLT_X),
          row.apply(Rp.DEPCOM_CODE),
          WORKS_AT_RESIDENCE.equals(row.apply(Rp.ILT_X))
              || WORKS_AT_HOME.equals(row.apply(Rp.VARDOMPART_X)));
    }
    String geographic = row.apply(Sirus.ADR_ET_LOC_GEO);
    return new DeclaredPlace(
        geographic == null || geographic.length() < COMMUNE_LENGTH
            ? null
            : geographic.substring(0, COMMUNE_LENGTH),
        row.apply(Sirus.SIR_ADR_ET_COM_LIB),
        row.apply(Sirus.ADR_ET_POST),
        row.apply(Sirus.ADR_ET_L7),
        null,
        false);
  }

  /**
   * The address of a row within its commune.
   *
   * @param row the text of a column, perhaps null
   */
  Address address(UnaryOperator<String> row, String commune) {
    return kind == Kind.FORMS
        ? Address.of(
            commune,
            row.apply(Rp.NUMVOI_X),
            row.apply(Rp.BISTER_X),
            row.apply(Rp.TYPEVOI_X),
            row.apply(Rp.NOMVOI_X),
            row.apply(Rp.CPLADR_X),
            row.apply(Rp.RS_X))
        : Address.of(
            commune,
            row.apply(Sirus.ADR_ET_VOIE_NUM),
            row.apply(Sirus.ADR_ET_VOIE_REPET),
            row.apply(Sirus.ADR_ET_VOIE_TYPE),
            row.apply(Sirus.ADR_ET_VOIE_LIB),
            row.apply(Sirus.ADR_ET_COMPL),
            row.apply(Sirus.DENOM));
  }
}
