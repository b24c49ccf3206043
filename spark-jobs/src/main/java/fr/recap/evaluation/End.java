package fr.recap.evaluation;

/** Where a form ends, as far as its establishment goes; every form has exactly one end. */
public enum End {
  /**
   * Coded automatically; the reason names an exact name, or earlier forms of this employer here.
   */
  EXACT,
  /** Coded automatically for other reasons, or for none that was kept. */
  SEARCH,
  /** Not coded automatically, and said to lead to no establishment: clerks don't get it. */
  NON_CODABLE,
  /** Left to clerks, with establishments to choose from. */
  PROPOSED,
  /** Left to clerks, without any. */
  NOTHING_FOUND,
  /** Not coded yet: it came after the last {@code code}, or was not selected. */
  WAITING,
  /** Not coded, as it has no usable key. */
  REJECTED
}
