package fr.recap.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The texts of the open data as files for the settings of a nomenclature, for those who have the
 * open data and no labelled forms: {@code extra-texts}, {@code related-texts}, {@code frequencies},
 * and the texts of word vectors.
 */
final class OpenTextFiles {
  /** A name tells less of an activity than a text about it: many are those of persons. */
  private static final double NAME = 0.5;

  /** A text of more leaves tells little of each. */
  private static final int MOST_LEAVES = 10;

  /** APE codes of the register that are not assumed. */
  private static final String SIRENE = "sirene";

  private OpenTextFiles() {}

  /**
   * Writes {@code naf-texts.csv}, {@code naf-frequencies.csv}, {@code isco-texts.csv}, {@code
   * trades.csv} (of both nomenclatures) and {@code vectors.txt}.
   *
   * @return what was written
   */
  static List<Path> write(Path data, Path folder, long seed) throws IOException {
    Files.createDirectories(folder);
    OpenNomenclature naf = OpenNomenclature.naf(data);
    List<String> activities = texts(naf);
    names(data, naf, activities);
    List<String> frequencies = new ArrayList<>(List.of("code,count"));
    new TreeMap<>(naf.frequencies())
        .forEach(
            (code, count) -> {
              if (naf.tree().find(code).isPresent()) {
                frequencies.add(code + "," + count);
              }
            });
    List<String> trades = new ArrayList<>(List.of("group,text"));
    OpenTrades.groups(data, Set.of())
        .forEach((trade, titles) -> titles.forEach(title -> trades.add(trade + "," + cell(title))));
    Map<String, List<String>> files =
        new TreeMap<>(
            Map.of(
                "naf-texts.csv",
                activities,
                "naf-frequencies.csv",
                frequencies,
                "isco-texts.csv",
                texts(OpenNomenclature.isco(data)),
                "trades.csv",
                trades));
    List<Path> written = new ArrayList<>();
    for (Map.Entry<String, List<String>> file : files.entrySet()) {
      written.add(Files.write(folder.resolve(file.getKey()), file.getValue()));
    }
    Path vectors = folder.resolve("vectors.txt");
    VectorCorpus.write(data, Set.of(), vectors, seed);
    written.add(vectors);
    return written;
  }

  /** The texts by leaves, since editions of a nomenclature name inner nodes in their own ways. */
  private static List<String> texts(OpenNomenclature nomenclature) {
    List<String> lines = new ArrayList<>(List.of("code,text,weight"));
    for (OpenText text : nomenclature.texts()) {
      List<String> leaves = nomenclature.tree().leafCodes(text.code());
      if (leaves.size() <= MOST_LEAVES) {
        double weight = text.weight() / leaves.size();
        leaves.forEach(leaf -> lines.add("%s,%s,%s".formatted(leaf, cell(text.text()), weight)));
      }
    }
    return lines;
  }

  /** Names and brands of establishments with their activities. */
  private static void names(Path data, OpenNomenclature naf, List<String> lines) {
    for (List<String> row :
        CsvTable.read(data.resolve("register/establishments.csv"))
            .select("ape", "denomination", "enseigne", "ape_source")) {
      if (row.get(3).equals(SIRENE) && naf.tree().find(row.get(0)).isPresent()) {
        row.subList(1, 3).stream()
            .filter(name -> !name.isBlank())
            .distinct()
            .forEach(name -> lines.add("%s,%s,%s".formatted(row.get(0), cell(name), NAME)));
      }
    }
  }

  private static String cell(String text) {
    return '"' + text.replace("\"", "\"\"").replaceAll("\\s+", " ") + '"';
  }
}
