package fr.recap.geocoding;

import fr.recap.config.RecapConfig;
import fr.recap.config.TableName;
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

  /** Forms or establishments. */
  public enum Kind {
    FORMS(Rp.TABLE, RpGeo.TABLE, RpGeo.GEOCODED),
    ESTABLISHMENTS(Sirus.TABLE, SirusGeo.TABLE, SirusGeo.GEOCODED);

    private final Table read;
    private final Table least;
    private final Table written;

    Kind(Table read, Table least, Table written) {
      this.read = read;
      this.least = least;
      this.written = written;
    }

    /** What is read. */
    public Table read() {
      return read;
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
    return new Table(
        kind.read().kind(),
        "keys",
        kind.read().columns().stream().filter(column -> key().contains(column.name())).toList());
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
