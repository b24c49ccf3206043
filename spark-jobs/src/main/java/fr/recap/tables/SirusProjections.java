package fr.recap.tables;

import java.util.List;

/** {@code sirus_projections_YYYY}: establishments in the space of the pair encoder. */
public final class SirusProjections {
  /** SIREN of the legal unit. */
  public static final String SIRUS_ID = "sirus_id";

  /** Number of the establishment within its unit. */
  public static final String NIC = "nic";

  /** Projection (so spelt). */
  public static final String EMBDEDDING = "embdedding";

  /** Published version of the model. */
  public static final String MODEL_VERSION = "model_version";

  /** Hash of the texts that were projected. */
  public static final String EMPREINTE = "empreinte";

  public static final Table TABLE =
      new Table(
          "sirus_projections",
          "one row an establishment",
          List.of(
              Column.key(SIRUS_ID, ColumnType.TEXT, "SIREN of the legal unit"),
              Column.key(NIC, ColumnType.TEXT, "number of the establishment within its unit"),
              Column.of(EMBDEDDING, ColumnType.REAL_ARRAY, "projection (so spelt)"),
              Column.text(MODEL_VERSION, "published version of the model"),
              Column.of(EMPREINTE, ColumnType.BIGINT, "hash of the texts that were projected")));

  private SirusProjections() {}
}
