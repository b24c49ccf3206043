package fr.recap.config;

/** What an import does with a table that exists. */
public enum ImportMode {
  /** It is refused. */
  NEW,
  /** All of it is replaced. */
  FORCE,
  /** Rows are added; those whose keys it has already are rejects. */
  APPEND,
  /** Rows are added; those whose keys it has already replace what it had. */
  UPSERT;

  /** Whether the table keeps its other rows. */
  public boolean adds() {
    return this == APPEND || this == UPSERT;
  }
}
