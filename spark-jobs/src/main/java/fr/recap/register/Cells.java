package fr.recap.register;

import java.util.ArrayList;
import java.util.List;

/** Squares of 0.005 by 0.0075 degrees, some 550 m in France. */
final class Cells {
  private static final double NORTH = 0.005;
  private static final double EAST = 0.0075;

  private Cells() {}

  /** The square of a place. */
  static String of(double latitude, double longitude) {
    return name(row(latitude), column(longitude));
  }

  /** The squares around that of a place, without it. */
  static List<String> around(double latitude, double longitude) {
    List<String> cells = new ArrayList<>();
    for (int north = -1; north <= 1; north++) {
      for (int east = -1; east <= 1; east++) {
        if (north != 0 || east != 0) {
          cells.add(name(row(latitude) + north, column(longitude) + east));
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

  private static String name(long row, long column) {
    return row + ":" + column;
  }
}
