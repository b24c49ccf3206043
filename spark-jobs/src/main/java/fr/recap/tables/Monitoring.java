package fr.recap.tables;

import java.util.List;

/** {@code rp_<year>_monitoring}: how the campaign differs from what the coders were measured on. */
public final class Monitoring {
  /** Version of the coder. */
  public static final String MODEL = "model";

  /** What is compared. */
  public static final String MEASURE = "measure";

  /** Field or département. */
  public static final String ITEM = "item";

  /** Value at training. */
  public static final String TRAINING = "training";

  /** Value in the campaign. */
  public static final String CAMPAIGN = "campaign";

  /** Forms behind the value at training. */
  public static final String TRAINING_FORMS = "training_forms";

  /** Forms behind the value in the campaign. */
  public static final String CAMPAIGN_FORMS = "campaign_forms";

  /** Whether the coder is out of its depth here. */
  public static final String OUT_OF_DEPTH = "out_of_depth";

  public static final Table TABLE =
      new Table(
          "monitoring",
          "one row a figure of a coder",
          List.of(
              Column.text(MODEL, "version of the coder"),
              Column.text(
                  MEASURE,
                  "field filled, unknown words and coverage (shares), or probabilities (stability index)"),
              Column.text(ITEM, "field or département of the workplace; empty for all"),
              Column.of(TRAINING, ColumnType.DOUBLE, "value at training"),
              Column.of(CAMPAIGN, ColumnType.DOUBLE, "value in the campaign"),
              Column.of(
                  TRAINING_FORMS, ColumnType.BIGINT, "forms or words behind that at training"),
              Column.of(
                  CAMPAIGN_FORMS, ColumnType.BIGINT, "forms or words behind that in the campaign"),
              Column.of(
                  OUT_OF_DEPTH,
                  ColumnType.BOOLEAN,
                  "whether it differs more than chance and habit explain")));

  private Monitoring() {}
}
