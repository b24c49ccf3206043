package fr.recap.bench;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Figures of stages as text: a row a stage, a column a figure. */
final class StageTable {
  /** The columns that come first; others follow by name. */
  private static final List<String> FIRST =
      List.of(
          StageMeter.SECONDS,
          StageMeter.RATE,
          StageMeter.CPU,
          StageMeter.TASKS_CPU,
          StageMeter.HEAP,
          StageMeter.RESIDENT,
          StageMeter.OWN_RESIDENT);

  private StageTable() {}

  /**
   * A table.
   *
   * @param figures by stage and name; a stage may lack some
   */
  static String of(Map<String, Map<String, Double>> figures) {
    Set<String> present = new LinkedHashSet<>();
    figures.values().forEach(stage -> present.addAll(stage.keySet()));
    Set<String> columns = new LinkedHashSet<>(FIRST);
    columns.retainAll(present);
    present.stream().sorted().forEach(columns::add);
    int first = figures.keySet().stream().mapToInt(String::length).max().orElse(0);
    StringBuilder text = new StringBuilder(" ".repeat(first));
    columns.forEach(column -> text.append("  ").append(column));
    figures.forEach(
        (stage, values) -> {
          text.append(System.lineSeparator()).append(("%-" + first + "s").formatted(stage));
          columns.forEach(
              column ->
                  text.append("  ")
                      .append(("%" + column.length() + "s").formatted(cell(values.get(column)))));
        });
    return text.append(System.lineSeparator()).toString().replaceAll("(?m) +$", "");
  }

  private static String cell(Double value) {
    if (value == null) {
      return "";
    }
    return String.format(Locale.ROOT, Math.abs(value) < 100 ? "%.1f" : "%,.0f", value);
  }
}
