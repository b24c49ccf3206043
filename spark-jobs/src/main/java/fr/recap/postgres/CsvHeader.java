package fr.recap.postgres;

import fr.recap.config.RefusedInputException;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;

/** The first record of a CSV, and the separator that fits it. */
final class CsvHeader {
  /** Separators that are tried where none is given; of those that fit equally the first one. */
  private static final List<Character> SEPARATORS = List.of(',', ';', '\t', '|');

  private final Configuration hadoop;
  private final String file;
  private final ImportTable.Config config;
  private final Set<String> wanted;
  private final Map<Character, CsvReader.Line> lines = new HashMap<>();

  CsvHeader(Configuration hadoop, String file, ImportTable.Config config, TypingFile typing) {
    this.hadoop = hadoop;
    this.file = file;
    this.config = config;
    this.wanted = typing.fields().stream().map(TypingFile.Field::name).collect(Collectors.toSet());
  }

  /**
   * Names of the columns.
   *
   * @throws RefusedInputException if there is no header, or it can't be read
   */
  List<String> names(char separator) {
    CsvReader.Line line = first(separator);
    if (line.error() != null) {
      throw new RefusedInputException(
          "The header of %s can't be read: %s. Is it a CSV? Correct its first line, or give its --encoding (windows-1252, UTF-16LE) and --quote"
              .formatted(file, line.error()));
    }
    refuseOddLine(line);
    return names(line);
  }

  private void refuseOddLine(CsvReader.Line line) {
    for (String field : line.fields()) {
      if (field != null && field.indexOf('\0') >= 0) {
        throw new RefusedInputException(
            "The header of %s has NUL characters: if it is UTF-16, give --encoding UTF-16LE"
                .formatted(file));
      }
      if (field != null && field.indexOf('\r') >= 0) {
        throw new RefusedInputException(
            "The lines of %s end in carriage returns alone: give it line feeds".formatted(file));
      }
    }
  }

  private static List<String> names(CsvReader.Line line) {
    return line.fields().stream().map(SourceRows::name).toList();
  }

  /**
   * The separator of the settings, else that by which most names, or as many fields as the typing
   * file has, are found.
   */
  char separator() {
    return config.separator().orElseGet(this::fitting);
  }

  private char fitting() {
    char fitting = SEPARATORS.get(0);
    for (char other : SEPARATORS) {
      fitting = fit(other) > fit(fitting) ? other : fitting;
    }
    return fitting;
  }

  /** How many columns are found with a separator. */
  private long fit(char separator) {
    CsvReader.Line line = first(separator);
    if (line.error() != null) {
      return 0;
    }
    return config.header()
        ? names(line).stream().filter(wanted::contains).distinct().count()
        : line.fields().size() == wanted.size() ? 1 : 0;
  }

  /** What to do where hardly a column is found with a separator. */
  String remedy(char separator) {
    char fitting = fitting();
    if (fit(fitting) > fit(separator)) {
      return "--separator '%s' finds %d of them".formatted(shown(fitting), fit(fitting));
    }
    return "Correct its header, --separator, --no-header or the typing file";
  }

  /** A separator as the option takes it. */
  static String shown(char separator) {
    return separator == '\t' ? "\\t" : String.valueOf(separator);
  }

  /** How the encoding differs from the declared one, if it does. */
  Optional<String> note() {
    try (TextFile text = TextFile.open(hadoop, file, config.encoding())) {
      return text.note();
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private CsvReader.Line first(char separator) {
    return lines.computeIfAbsent(separator, this::read);
  }

  private CsvReader.Line read(char separator) {
    try (TextFile text = TextFile.open(hadoop, file, config.encoding())) {
      CsvReader records =
          new CsvReader(text.in(), text.charset(), text.mark(), separator, config.quote(), 0);
      if (!records.hasNext()) {
        throw new RefusedInputException(
            "%s is empty: it must have a header line%s"
                .formatted(file, config.header() ? "" : " or rows"));
      }
      return records.next();
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private RefusedInputException unreadable(IOException e) {
    return new RefusedInputException("%s can't be read: %s".formatted(file, e.getMessage()), e);
  }
}
