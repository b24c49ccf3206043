package fr.recap.tables;

import java.util.List;

/** {@code run_manifest}: what every run read, wrote and rejected. */
public final class RunManifestTable {
  /** Identifier of the run. */
  public static final String RUN_ID = "run_id";

  /** Name of the job. */
  public static final String JOB = "job";

  /** Start. */
  public static final String STARTED_AT = "started_at";

  /** End. */
  public static final String FINISHED_AT = "finished_at";

  /** Rows read. */
  public static final String ROWS_IN = "rows_in";

  /** Rows written. */
  public static final String ROWS_OUT = "rows_out";

  /** Rows rejected. */
  public static final String ROWS_REJECTED = "rows_rejected";

  /**
   * Settings without secrets, inputs, model versions, durations, figures of a training, as JSON.
   */
  public static final String MANIFEST = "manifest";

  public static final Table TABLE =
      new Table(
          "run_manifest",
          "one row a run",
          List.of(
              Column.key(RUN_ID, ColumnType.TEXT, "identifier of the run"),
              Column.text(JOB, "name of the job"),
              Column.of(STARTED_AT, ColumnType.TIMESTAMP, "start"),
              Column.of(FINISHED_AT, ColumnType.TIMESTAMP, "end"),
              Column.of(ROWS_IN, ColumnType.BIGINT, "rows read"),
              Column.of(ROWS_OUT, ColumnType.BIGINT, "rows written"),
              Column.of(ROWS_REJECTED, ColumnType.BIGINT, "rows rejected"),
              Column.text(
                  MANIFEST,
                  "settings without secrets, inputs, model versions, durations, figures of a training, as JSON")));

  private RunManifestTable() {}
}
