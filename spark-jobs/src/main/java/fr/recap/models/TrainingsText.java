package fr.recap.models;

import fr.recap.models.CompareTrainings.Figures;
import fr.recap.models.ListTrainings.Entry;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Trainings and published versions as people read them. */
public final class TrainingsText {
  /** The figures that a list shows, of all kinds of models; the others are left to a comparison. */
  private static final List<String> SHOWN =
      List.of(
          "top-1",
          "top-1.of-all",
          "retrieval-recall",
          "automatic-coverage",
          "automatic-precision",
          "precision",
          "recall",
          "roc-auc",
          "calibration-error",
          "threshold",
          "dimension",
          "words");

  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

  private TrainingsText() {}

  /** A list of them, by model. */
  public static String of(Map<String, List<Entry>> byModel) {
    StringBuilder text = new StringBuilder();
    byModel.forEach(
        (model, entries) -> {
          text.append(model).append('\n');
          entries.forEach(entry -> add(text, entry));
        });
    return byModel.isEmpty()
        ? "The store has no training and no published version\n"
        : text.toString();
  }

  private static void add(StringBuilder text, Entry entry) {
    ModelManifest manifest = entry.manifest();
    List<String> facts = new ArrayList<>();
    facts.add(made(entry));
    manifest.who().ifPresent(who -> facts.add("by " + who));
    facts.add(size(manifest.size()));
    data(entry).ifPresent(facts::add);
    text.append("  ").append(manifest.version()).append(entry.current() ? "  (current)" : "");
    text.append('\n');
    line(text, "", facts);
    if (manifest.isPublished() && manifest.training().startsWith("trainings/")) {
      line(text, "of ", List.of(manifest.training()));
    }
    line(text, "published as ", entry.published());
    line(text, "settings: ", settings(entry));
    line(text, "", figures(entry));
    manifest
        .decision()
        .ifPresent(
            made ->
                line(
                    text,
                    "",
                    List.of(
                        "threshold %s chosen by %s on %s UTC for a precision of %s"
                            .formatted(
                                number(made.threshold()),
                                made.who(),
                                MINUTE.format(made.when()),
                                number(made.targetPrecision())),
                        "on %s: precision %s, coverage %s"
                            .formatted(
                                made.data(), number(made.precision()), number(made.coverage())))));
  }

  /** Settings that differ from the defaults. */
  public static List<String> settings(Entry entry) {
    return entry.differing().entrySet().stream()
        .map(
            set ->
                "%s = %s%s"
                    .formatted(
                        set.getKey(),
                        set.getValue().value(),
                        set.getValue().usual().isEmpty()
                            ? ""
                            : " (default %s)".formatted(set.getValue().usual())))
        .toList();
  }

  /** The figures that tell most. */
  public static List<String> figures(Entry entry) {
    Map<String, Double> metrics = entry.manifest().facts().metrics();
    return SHOWN.stream()
        .filter(metrics::containsKey)
        .map(name -> name + " " + number(metrics.get(name)))
        .toList();
  }

  /** When it was made, to the minute. */
  public static String made(Entry entry) {
    return MINUTE.format(entry.manifest().createdAt()) + " UTC";
  }

  private static void line(StringBuilder text, String what, Collection<String> parts) {
    if (!parts.isEmpty()) {
      text.append("      ").append(what).append(String.join(", ", parts)).append('\n');
    }
  }

  /** The fingerprint of the data begins with the number of its rows. */
  private static Optional<String> data(Entry entry) {
    String fingerprint = entry.manifest().facts().dataFingerprint();
    String rows = fingerprint.replaceFirst("-.*", "");
    return entry
        .table()
        .filter(table -> rows.matches("\\d+"))
        .map(table -> String.format(Locale.ROOT, "%,d forms of %s", Long.parseLong(rows), table));
  }

  /** Two side by side, as a table for a terminal. */
  public static String of(CompareTrainings.Result compared) {
    return table(rows(compared))
        + remarks(compared).stream().map(remark -> remark + "\n").collect(Collectors.joining());
  }

  /** Two side by side: names of the columns first, then what each of the two has. */
  public static List<List<String>> rows(CompareTrainings.Result compared) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("", version(compared.first()), version(compared.second()), "difference"));
    rows.add(row("made", compared, TrainingsText::made));
    rows.add(row("by", compared, entry -> entry.manifest().who().orElse("")));
    rows.add(row("data", compared, entry -> data(entry).orElse("")));
    rows.add(row("size", compared, entry -> size(entry.manifest().size())));
    compared
        .settings()
        .forEach((key, values) -> rows.add(List.of(key, values.first(), values.second(), "")));
    compared.figures().forEach((name, figures) -> rows.add(figure(name, figures)));
    return rows;
  }

  /** What is to be known of a comparison, a sentence each. */
  public static List<String> remarks(CompareTrainings.Result compared) {
    List<String> remarks = new ArrayList<>();
    if (!compared.sameData()) {
      remarks.add(
          "The two learned from other forms and were measured on others: what chance in drawing these does is part of each difference");
    }
    if (compared.settings().isEmpty()) {
      remarks.add("No setting of the training differs");
    }
    return remarks;
  }

  /** What one of two versions is in a row of a table. */
  @FunctionalInterface
  private interface Cell {
    String of(Entry entry);
  }

  private static List<String> row(String what, CompareTrainings.Result compared, Cell cell) {
    return List.of(what, cell.of(compared.first()), cell.of(compared.second()), "");
  }

  private static String version(Entry entry) {
    return entry.manifest().version();
  }

  private static List<String> figure(String name, Figures figures) {
    double difference = figures.difference();
    return List.of(
        name,
        number(figures.first()),
        number(figures.second()),
        Double.isNaN(difference) ? "" : (difference > 0 ? "+" : "") + number(difference));
  }

  private static String table(List<List<String>> rows) {
    int[] widths =
        IntStream.range(0, rows.get(0).size())
            .map(column -> rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0))
            .toArray();
    return rows.stream()
        .map(
            row ->
                IntStream.range(0, widths.length)
                        .mapToObj(column -> padded(row.get(column), widths[column]))
                        .collect(Collectors.joining("  "))
                        .stripTrailing()
                    + "\n")
        .collect(Collectors.joining());
  }

  private static String padded(String text, int width) {
    return text + " ".repeat(width - text.length());
  }

  /** Counts as they are, shares with four decimals. */
  private static String number(double value) {
    if (Double.isNaN(value)) {
      return "\u2013";
    }
    boolean count = value == Math.rint(value) && Math.abs(value) >= 2;
    return String.format(Locale.ROOT, count ? "%,.0f" : "%.4f", value);
  }

  /** Bytes as people read them. */
  public static String size(long bytes) {
    return bytes < 1 << 20
        ? String.format(Locale.ROOT, "%.1f kB", bytes / 1024.0)
        : String.format(Locale.ROOT, "%,.1f MB", bytes / (1024.0 * 1024));
  }
}
