package fr.recap.tables;

import java.util.List;

/** {@code saved_forms}: what the service has put into the history since it was last indexed. */
public final class SavedFormsTable {
  /** Alias of the index. */
  public static final String ALIAS = "alias";

  /** Identifier of the form. */
  public static final String CABBI = "cabbi";

  /** Index that holds the form. */
  public static final String INDEX = "index_name";

  /** When it was put there. */
  public static final String SAVED_AT = "saved_at";

  public static final Table TABLE =
      new Table(
          "saved_forms",
          "one row a form that /save_bi has put into the index of validated forms of late",
          List.of(
              Column.key(ALIAS, ColumnType.TEXT, "alias of the index"),
              Column.key(CABBI, ColumnType.TEXT, "identifier of the form"),
              Column.text(INDEX, "index that holds it: another one must get it yet"),
              Column.of(SAVED_AT, ColumnType.TIMESTAMP, "when it was saved last")));

  private SavedFormsTable() {}
}
