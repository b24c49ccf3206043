package fr.recap.postgres;

/** Predicates that cut a table into ranges of pages. */
final class CtidRanges {
  private CtidRanges() {}

  /**
   * Predicates that together match every row once.
   *
   * @param pages pages of the table, or -1 for a view, which has none; rows on pages that are added
   *     later are not in the snapshot, yet the last range has no end, so that nothing depends on
   *     that
   * @param partitions ranges wanted, at least 1; there are fewer if the table has fewer pages
   */
  static String[] of(long pages, int partitions) {
    if (pages < 0) {
      return new String[] {"true"};
    }
    int ranges = (int) Math.max(1, Math.min(partitions, pages));
    String[] predicates = new String[ranges];
    for (int i = 0; i < ranges; i++) {
      String from = "ctid >= '(%d,0)'::tid".formatted(pages * i / ranges);
      predicates[i] =
          i == ranges - 1
              ? from
              : from + " AND ctid < '(%d,0)'::tid".formatted(pages * (i + 1) / ranges);
    }
    return predicates;
  }
}
