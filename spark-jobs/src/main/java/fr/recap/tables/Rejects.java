package fr.recap.tables;

import java.util.List;

/**
 * {@code <output>_rejects}: rows that could not be read, typed or keyed, and documents that a
 * server refused.
 */
public final class Rejects {
  /** Key of the row, or its place (line 17) where it has none. */
  public static final String KEY = "key";

  /** What is wrong with it. */
  public static final String REASON = "reason";

  /** Run that rejected it. */
  public static final String RUN_ID = "run_id";

  public static final Table TABLE =
      new Table(
          "rejects",
          "one row a rejected row",
          List.of(
              Column.text(KEY, "key of the row, or its place (line 17) where it has none"),
              Column.text(REASON, "what is wrong with it"),
              Column.text(RUN_ID, "run that rejected it")));

  private Rejects() {}
}
