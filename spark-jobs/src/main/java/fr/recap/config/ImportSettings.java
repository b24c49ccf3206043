package fr.recap.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A table that {@code recap import --all} imports.
 *
 * @param input files, folders and patterns
 * @param typing the typing file
 * @param format csv, sas or parquet; empty: by the extension of the first input
 * @param separator between fields of a CSV; empty: the one that its header fits
 * @param encoding of a CSV
 * @param header whether the first line of each CSV names the columns
 * @param mode what is done with a table that exists
 */
public record ImportSettings(
    List<String> input,
    Path typing,
    TableName table,
    Optional<String> format,
    Optional<Character> separator,
    Charset encoding,
    boolean header,
    ImportMode mode) {
  private static final List<String> FORMATS = List.of("csv", "sas", "parquet");

  /** What an entry may have, and what holds where it lacks it. */
  private static final Config DEFAULTS =
      ConfigFactory.parseString(
          "input = null, typing = null, table = null, format = null, separator = null, encoding = UTF-8, header = true, mode = new");

  public ImportSettings {
    input = List.copyOf(input);
  }

  /** The entries of a list of them. */
  static List<ImportSettings> read(Section section, String key) {
    List<ImportSettings> entries = new ArrayList<>();
    for (Section entry : section.blocks(key, DEFAULTS)) {
      entries.add(read(entry));
    }
    return List.copyOf(entries);
  }

  private static ImportSettings read(Section entry) {
    List<String> input = entry.texts("input");
    if (input.isEmpty()) {
      throw entry.wrong("input", "must name at least one file");
    }
    Optional<String> format = entry.optionalText("format");
    return new ImportSettings(
        input,
        Path.of(entry.text("typing")),
        entry.table("table"),
        format.isPresent() ? Optional.of(entry.oneOf("format", FORMATS)) : format,
        entry.optionalText("separator").map(text -> separator(entry, text)),
        encoding(entry),
        entry.flag("header"),
        entry.choice("mode", ImportMode.class));
  }

  private static char separator(Section entry, String text) {
    String one = text.equals("\\t") ? "\t" : text;
    if (one.length() != 1 || one.equals("\n") || one.equals("\r")) {
      throw entry.wrong(
          "separator", "must be one character (\"\\t\" for a tab), cannot be: " + text);
    }
    return one.charAt(0);
  }

  private static Charset encoding(Section entry) {
    String name = entry.text("encoding");
    try {
      return Charset.forName(name);
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      throw entry.wrong(
          "encoding",
          "is not known, usual ones are UTF-8, ISO-8859-1 and windows-1252, cannot be: " + name);
    }
  }
}
