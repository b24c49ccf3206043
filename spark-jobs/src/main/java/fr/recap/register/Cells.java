package fr.recap.register;

import java.util.ArrayList;
import java.util.List;

/** Squares of 0.005 by 0.0075 degrees, some 550 m in France, by numbers above 0. */
final class Cells {
  private static final double NORTH = 0.005;
  private static final double EAST = 0.0075;

  /** More than there are from the equator to a pole, and around the globe. */
  private static final long ROWS = 20_000;

  private static final long COLUMNS = 100_000;

  private Cells() {}

  /** The square of a place. */
  static long of(double latitude, double longitude) {
    return cell(row(latitude), column(longitude));
  }

  /** The squares around that of a place, without it. */
  static List<Long> around(double latitude, double longitude) {
    List<Long> cells = new ArrayList<>();
    for (int north = -1; north <= 1; north++) {
      for (int east = -1; east <= 1; east++) {
        if (north != 0 || east != 0) {
          cells.add(cell(row(latitude) + north, column(longitude) + east));
        }
      }
    }
    return cells;
  }

  private static long row(double latitude) {
    return (long) Math.floor(latitude / NORTH);
  }

  private static long column(double longitude) {
    return (long) Math.floor(longitude / EAST);
  }

  private static long cell(long row, long column) {
    return (row + ROWS) * COLUMNS + column + COLUMNS / 2;
  }
}
