package fr.recap.forms;

import fr.recap.tables.Rp;
import fr.recap.udfs.text.Blanks;
import java.util.Map;
import java.util.function.UnaryOperator;

/** A form as it was filled in: a text, perhaps null, for each of its columns. */
public final class Form {
  private final UnaryOperator<String> columns;

  private Form(UnaryOperator<String> columns) {
    this.columns = columns;
  }

  /**
   * A form that reads its columns elsewhere.
   *
   * @param columns gives the text of a column, perhaps null
   */
  public static Form of(UnaryOperator<String> columns) {
    return new Form(columns);
  }

  /** A form with these texts by column; other columns are empty. */
  public static Form of(Map<String, String> texts) {
    return new Form(texts::get);
  }

  /** Identifier of the form. */
  public String cabbi() {
    return columns.apply(Rp.CABBI);
  }

  /** The text of a column as it was declared, perhaps null. */
  public String declared(String column) {
    return columns.apply(column);
  }

  /** The text of a column without blanks around it; null if it is empty. */
  public String filled(String column) {
    return Blanks.strip(columns.apply(column));
  }

  /** The text of a column without blanks around it; empty if there is none. */
  public String text(String column) {
    String filled = filled(column);
    return filled == null ? "" : filled;
  }
}
