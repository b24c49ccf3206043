package fr.recap.report;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The map of the départements: a square each, about where it lies, overseas below. */
final class Tiles {
  private static final String FILE = "departements.csv";
  private static final List<Tile> ALL = read();

  /**
   * A département.
   *
   * @param row from the north, 0 the first
   * @param column from the west, 0 the first
   */
  record Tile(String code, String name, int row, int column) {}

  private Tiles() {}

  /** The 101 départements in the order of their codes. */
  static List<Tile> all() {
    return ALL;
  }

  static int rows() {
    return 1 + ALL.stream().mapToInt(Tile::row).max().orElseThrow();
  }

  static int columns() {
    return 1 + ALL.stream().mapToInt(Tile::column).max().orElseThrow();
  }

  private static List<Tile> read() {
    List<Tile> tiles = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(Tiles.class.getResourceAsStream(FILE), StandardCharsets.UTF_8))) {
      lines
          .lines()
          .skip(1)
          .map(line -> line.split(",", -1))
          .forEach(
              cells ->
                  tiles.add(
                      new Tile(
                          cells[0],
                          cells[1],
                          Integer.parseInt(cells[2]),
                          Integer.parseInt(cells[3]))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return List.copyOf(tiles);
  }
}
