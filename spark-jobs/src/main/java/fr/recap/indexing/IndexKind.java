package fr.recap.indexing;

import fr.recap.tables.Rp;
import fr.recap.tables.RpGeo;
import fr.recap.tables.Sirus;
import fr.recap.tables.SirusGeo;
import fr.recap.tables.Table;
import java.util.List;

/** The kinds of indices, each with its definition and key. */
public enum IndexKind {
  /** Establishments; {@code _id} is the SIRET. */
  SIRUS("sirus", Sirus.TABLE, SirusGeo.TABLE, List.of(Sirus.SIRUS_ID, Sirus.NIC)),

  /** Forms; {@code _id} is the cabbi. */
  BI("bi", Rp.TABLE, RpGeo.TABLE, List.of(Rp.CABBI));

  private final String definition;
  private final transient Table table;
  private final transient Table geo;
  private final List<String> key;

  IndexKind(String definition, Table table, Table geo, List<String> key) {
    this.definition = definition;
    this.table = table;
    this.geo = geo;
    this.key = key;
  }

  /** Name of the file with settings and mappings. */
  public String definition() {
    return definition;
  }

  /** The table that documents come from. */
  public Table table() {
    return table;
  }

  /** The table of their coordinates. */
  public Table geo() {
    return geo;
  }

  /** Columns whose texts, joined, are the document's identifier. */
  public List<String> key() {
    return key;
  }
}
