package fr.recap.bench;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Figures as text: a block a part, a column a system. */
public final class BenchTable {
  private static final int NARROWEST = 14;

  private BenchTable() {}

  /**
   * A table.
   *
   * @param figures by part, system and name of figure
   */
  public static String of(Map<String, Map<String, Map<String, Double>>> figures) {
    StringBuilder text = new StringBuilder();
    figures.forEach(
        (part, systems) -> {
          List<String> columns = List.copyOf(systems.keySet());
          int width = columns.stream().mapToInt(String::length).max().orElse(0) + 2;
          String cell = "%" + Math.max(NARROWEST, width);
          text.append("%n%-24s".formatted(part));
          columns.forEach(column -> text.append((cell + "s").formatted(column)));
          TreeSet<String> names = new TreeSet<>();
          systems.values().forEach(system -> names.addAll(system.keySet()));
          for (String name : names) {
            text.append("%n  %-22s".formatted(name));
            for (String column : columns) {
              Double value = systems.get(column).get(name);
              text.append(
                  value == null
                      ? (cell + "s").formatted("")
                      : (cell + (Math.abs(value) < 2 ? ".4f" : ".0f")).formatted(value));
            }
          }
          text.append(System.lineSeparator());
        });
    return text.toString();
  }
}
