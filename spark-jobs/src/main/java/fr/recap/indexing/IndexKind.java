package fr.recap.indexing;

import fr.recap.tables.Rp;
import fr.recap.tables.RpGeo;
import fr.recap.tables.Sirus;
import fr.recap.tables.SirusGeo;
import fr.recap.tables.Table;
import fr.recap.udfs.codes.Identifier;
import fr.recap.udfs.codes.Keys;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** The kinds of indices, each with its definition and key. */
public enum IndexKind {
  /** Establishments; {@code _id} is the SIRET. */
  SIRUS(
      "sirus",
      Sirus.TABLE,
      SirusGeo.TABLE,
      List.of(Sirus.SIRUS_ID, Sirus.NIC),
      Map.of(
          Sirus.SIRUS_ID, Identified.by(Identifier.SIREN),
          Sirus.NIC, Identified.by(Identifier.NIC),
          Sirus.NIC_SIEGE, Identified.by(Identifier.NIC))),

  /** Forms; {@code _id} is the cabbi. */
  BI(
      "bi",
      Rp.TABLE,
      RpGeo.TABLE,
      List.of(Rp.CABBI),
      Map.of(
          Rp.CABBI, new Identified(Keys::clean, Keys::fault),
          Rp.SIRETC, Identified.by(Identifier.SIRET),
          Rp.SIRETM, Identified.by(Identifier.SIRET),
          Rp.SIRET_DEC, Identified.by(Identifier.SIRET)));

  /**
   * What makes a clean identifier of a text.
   *
   * @param clean gives null where it can't
   * @param fault why it can't
   */
  private record Identified(UnaryOperator<String> clean, UnaryOperator<String> fault) {
    private static Identified by(Identifier identifier) {
      return new Identified(identifier::clean, identifier::fault);
    }
  }

  private static final Set<String> SIRETS = Set.of(Rp.SIRETC, Rp.SIRETM, Rp.SIRET_DEC);

  private final String definition;
  private final transient Table table;
  private final transient Table geo;
  private final List<String> key;
  private final transient Map<String, Identified> identifiers;

  IndexKind(
      String definition,
      Table table,
      Table geo,
      List<String> key,
      Map<String, Identified> identifiers) {
    this.definition = definition;
    this.table = table;
    this.geo = geo;
    this.key = key;
    this.identifiers = identifiers;
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

  /** Columns whose clean texts, joined, are the document's identifier. */
  public List<String> key() {
    return key;
  }

  /**
   * The identifier of the document of a row.
   *
   * @param columns the text of a column; null or blank where it has none
   * @return null where a part of the key is missing or can't be cleaned
   */
  public String id(UnaryOperator<String> columns) {
    StringBuilder id = new StringBuilder();
    for (String column : key) {
      String part = clean(column, columns.apply(column));
      if (part == null) {
        return null;
      }
      id.append(part);
    }
    return id.toString();
  }

  /** Why {@link #id} gives null. */
  String fault(UnaryOperator<String> columns) {
    for (String column : key) {
      String text = columns.apply(column);
      if (text == null || text.isBlank()) {
        return "no key: %s is not filled".formatted(key);
      }
      if (clean(column, text) == null) {
        return "no key: %s".formatted(identifiers.get(column).fault().apply(text));
      }
    }
    throw new IllegalArgumentException("There is nothing wrong with the key");
  }

  /** Whether a column holds the SIRET that a form led to. */
  boolean isSiret(String column) {
    return this == BI && SIRETS.contains(column);
  }

  /**
   * The text of a column, clean if it is an identifier; null for null and what can't be cleaned.
   */
  public String clean(String column, String text) {
    Identified identified = identifiers.get(column);
    return identified == null || text == null ? text : identified.clean().apply(text);
  }
}
