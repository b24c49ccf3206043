package fr.recap.tables;

import java.util.List;

/** {@code noncodable_YYYY}: which forms lead to no establishment. */
public final class Noncodable {
  /** Identifier of the form. */
  public static final String CABBI = "cabbi";

  /** Whether the form leads to no establishment. */
  public static final String NON_CODABLE = "non_codable";

  /** Probability of it, 0 to 1. */
  public static final String SCORE = "score";

  /** Published version of the model. */
  public static final String MODEL_VERSION = "model_version";

  public static final Table TABLE =
      new Table(
          "noncodable",
          "one row a form",
          List.of(
              Column.key(CABBI, ColumnType.TEXT, "identifier of the form"),
              Column.of(
                  NON_CODABLE, ColumnType.BOOLEAN, "whether the form leads to no establishment"),
              Column.of(SCORE, ColumnType.DOUBLE, "probability of it, 0 to 1"),
              Column.text(MODEL_VERSION, "published version of the model")));

  private Noncodable() {}
}
