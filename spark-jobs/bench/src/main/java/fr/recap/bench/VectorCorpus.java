package fr.recap.bench;

import fr.recap.udfs.text.TextCleaner;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * The text that word vectors are trained on: the corpus, and job titles beside those of the same
 * trade and beside the activities that hire them. Nothing in it is coded to what is measured.
 */
final class VectorCorpus {
  /** Titles of a trade are written in this many orders, since a window spans a few words only. */
  private static final int ORDERS = 10;

  private static final Pattern NUMBERS = Pattern.compile("\\b\\d+\\b");

  private VectorCorpus() {}

  /**
   * Writes the text.
   *
   * @param heldOut texts in normal form that must not occur among the titles
   */
  static void write(Path data, Set<String> heldOut, Path file, long seed) throws IOException {
    Path written = file.resolveSibling(file.getFileName() + ".tmp");
    try (BufferedWriter out = Files.newBufferedWriter(written)) {
      for (Path part : parts(data.resolve("corpus"))) {
        try (BufferedReader in =
            new BufferedReader(
                new InputStreamReader(
                    new GZIPInputStream(Files.newInputStream(part)), StandardCharsets.UTF_8))) {
          for (String line = in.readLine(); line != null; line = in.readLine()) {
            line(out, line);
          }
        }
      }
      trades(data, heldOut, out, new Random(seed));
      hires(data, heldOut, out);
    }
    Files.move(written, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
  }

  private static List<Path> parts(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".txt.gz")).sorted().toList();
    }
  }

  private static void trades(Path data, Set<String> heldOut, BufferedWriter out, Random random)
      throws IOException {
    Map<String, List<String>> trades = OpenTrades.groups(data, heldOut);
    for (List<String> titles : trades.values()) {
      for (int order = 0; order < ORDERS; order++) {
        Collections.shuffle(titles, random);
        line(out, String.join(" ", titles));
      }
    }
  }

  private static void hires(Path data, Set<String> heldOut, BufferedWriter out) throws IOException {
    for (List<String> row :
        CsvTable.read(data.resolve("pcs/appellation_naf_embauches.csv"))
            .select("rome_label", "naf_label")) {
      for (String title : JobTitles.genders(row.get(0))) {
        if (!heldOut.contains(TextCleaner.original().clean(title))) {
          line(out, title + " " + row.get(1));
        }
      }
    }
  }

  private static void line(BufferedWriter out, String text) throws IOException {
    String cleaned = TextCleaner.unstemmed().clean(NUMBERS.matcher(text).replaceAll(" "));
    if (cleaned.indexOf(' ') > 0) {
      out.write(cleaned);
      out.newLine();
    }
  }
}
