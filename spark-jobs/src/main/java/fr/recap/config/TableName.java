package fr.recap.config;

import java.io.Serializable;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * The name of a PostgreSQL table, with its schema if it has one; the only way by which a table's
 * name reaches SQL text.
 *
 * <p>A name is at most 63 characters of {@code [a-z0-9_]}, starting with a letter or an underscore,
 * as in {@code rp_2026} or {@code rp.individus}.
 *
 * @param schema the schema, or null for the connection's search path
 * @param table the table
 */
public record TableName(String schema, String table) implements Serializable {
  private static final Pattern IDENTIFIER = Pattern.compile("[a-z_][a-z0-9_]{0,62}");

  public TableName {
    Objects.requireNonNull(table, "table");
  }

  /**
   * Reads a name.
   *
   * @throws ConfigException if it is no table name
   */
  public static TableName parse(String name) {
    Objects.requireNonNull(name, "name");
    int dot = name.indexOf('.');
    String schema = dot < 0 ? null : name.substring(0, dot);
    String table = name.substring(dot + 1);
    if ((schema != null && !isIdentifier(schema)) || !isIdentifier(table)) {
      throw new ConfigException(
          "'%s' is no table name: use lower-case letters, digits and underscores, at most 63, with the schema before a dot if there is one (rp_2026, rp.individus)"
              .formatted(name));
    }
    return new TableName(schema, table);
  }

  /** Whether a text may stand as one SQL identifier (a schema, a table or a column). */
  public static boolean isIdentifier(String text) {
    return IDENTIFIER.matcher(text).matches();
  }

  /** An identifier in double quotes, for names of columns that come from users' files. */
  public static String quote(String identifier) {
    return '"' + identifier.replace("\"", "\"\"") + '"';
  }

  /** The name as SQL text, quoted. */
  public String sql() {
    return schema == null ? quote(table) : quote(schema) + '.' + quote(table);
  }

  /** The table beside this one whose name has a suffix, such as {@code rp_2026_rejects}. */
  public TableName withSuffix(String suffix) {
    return parse(this + suffix);
  }

  /** The name as the user writes it. */
  @Override
  public String toString() {
    return schema == null ? table : schema + '.' + table;
  }
}
