package fr.recap.bench;

import fr.recap.udfs.text.TextCleaner;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The titles of each trade of the public employment service (ROME), which have no code of ours. */
final class OpenTrades {
  private OpenTrades() {}

  /**
   * Titles by trade, in order of the trades' codes.
   *
   * @param heldOut texts in normal form that must not occur among them
   */
  static Map<String, List<String>> groups(Path data, Set<String> heldOut) {
    Map<String, List<String>> trades = new TreeMap<>();
    CsvTable.read(data.resolve("pcs/rome_appellations_2024.csv"))
        .select("code_rome", "appellation")
        .forEach(
            row ->
                JobTitles.genders(row.get(1)).stream()
                    .filter(title -> !heldOut.contains(TextCleaner.original().clean(title)))
                    .forEach(
                        title ->
                            trades
                                .computeIfAbsent(row.get(0), absent -> new ArrayList<>())
                                .add(title)));
    return trades;
  }
}
