package fr.recap.geocoding;

import com.univocity.parsers.csv.CsvParser;
import com.univocity.parsers.csv.CsvParserSettings;
import fr.recap.config.ConfigException;
import fr.recap.config.RefusedInputException;
import fr.recap.udfs.address.Coordinates;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** Reads files of communes: CSV in UTF-8 with a header, plain or {@code .gz}. */
final class CommuneFile {
  private static final int CODE_LENGTH = 5;

  private CommuneFile() {}

  /**
   * A line of a file.
   *
   * @param name perhaps empty, for a code that was given up
   * @param pole code of the commune that it belongs to now; empty for a commune of today
   * @param arrondissement whether it is one of Paris, Lyon or Marseille
   * @param population 0 if the file doesn't tell
   * @param latitude NaN if the file doesn't tell
   */
  record Line(
      String code,
      String name,
      String pole,
      boolean arrondissement,
      List<String> postcodes,
      int population,
      double latitude,
      double longitude) {}

  /** The lines of a bundled file. */
  static List<Line> bundled(String name) {
    try (InputStream file = CommuneFile.class.getResourceAsStream(name)) {
      if (file == null) {
        throw new IllegalStateException("The jar lacks fr/recap/geocoding/" + name);
      }
      return lines(new GZIPInputStream(file), name);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read fr/recap/geocoding/" + name, e);
    }
  }

  /**
   * The lines of a user's file.
   *
   * @throws ConfigException if there is no such file
   * @throws RefusedInputException if a column is missing or a value is wrong
   */
  static List<Line> read(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new ConfigException(
          "There is no file %s: correct geocoding.communes, or leave it empty for the communes that come with recap-spark"
              .formatted(file));
    }
    try (InputStream in = Files.newInputStream(file)) {
      return lines(file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in, file.toString());
    } catch (IOException e) {
      throw new RefusedInputException(
          "The file of communes %s can't be read: %s".formatted(file, e.getMessage()), e);
    }
  }

  private static List<Line> lines(InputStream in, String file) {
    CsvParserSettings settings = new CsvParserSettings();
    settings.setLineSeparatorDetectionEnabled(true);
    settings.setDelimiterDetectionEnabled(true, ',', ';');
    settings.setNullValue("");
    List<String[]> rows = new CsvParser(settings).parseAll(in, StandardCharsets.UTF_8);
    if (rows.isEmpty()) {
      throw new RefusedInputException("The file of communes %s is empty".formatted(file));
    }
    Header header = new Header(file, Arrays.asList(rows.get(0)));
    List<Line> lines = new ArrayList<>();
    for (int i = 1; i < rows.size(); i++) {
      lines.add(header.line(rows.get(i), i + 1));
    }
    return lines;
  }

  /** Where the columns are, under any of the names that published files give them. */
  private static final class Header {
    private final String file;
    private final List<String> names;
    private final int code;
    private final int name;
    private final int type;
    private final int pole;
    private final int postcodes;
    private final int population;
    private final int latitude;
    private final int longitude;

    Header(String file, List<String> names) {
      this.file = file;
      this.names = names;
      code = required("code", "depcom", "code_commune");
      name = required("nom", "nccenr", "nom_commune");
      type = optional("type");
      pole = optional("commune_pole", "depcom_pole");
      postcodes = optional("codes_postaux", "code_postal", "cp");
      population = optional("population");
      latitude = optional("lat", "latitude");
      longitude = optional("lon", "longitude");
    }

    private int optional(String... wanted) {
      return Arrays.stream(wanted)
          .mapToInt(names::indexOf)
          .filter(at -> at >= 0)
          .findFirst()
          .orElse(-1);
    }

    private int required(String... wanted) {
      int at = optional(wanted);
      if (at < 0) {
        throw new RefusedInputException(
            "The file of communes %s has no column %s, only %s: name it so in the header"
                .formatted(file, String.join(" or ", wanted), names));
      }
      return at;
    }

    Line line(String[] row, int number) {
      String commune = cell(row, code);
      if (commune.length() != CODE_LENGTH) {
        throw wrong(number, "a commune's code has five characters", commune);
      }
      String belongsTo = cell(row, pole);
      List<String> codes = new ArrayList<>();
      for (String postcode : cell(row, postcodes).split("[ |]+", -1)) {
        if (!postcode.isEmpty()) {
          codes.add("0".repeat(Math.max(0, CODE_LENGTH - postcode.length())) + postcode);
        }
      }
      double north = number(row, latitude, number, Double.NaN);
      double east = number(row, longitude, number, Double.NaN);
      boolean placed = !Double.isNaN(north) || !Double.isNaN(east);
      if (placed && !Coordinates.valid(north, east)) {
        throw wrong(
            number, "lat and lon are degrees north and east of a place", north + ", " + east);
      }
      return new Line(
          commune,
          cell(row, name),
          belongsTo,
          cell(row, type).startsWith("arrondissement"),
          codes,
          (int) number(row, population, number, 0),
          north,
          east);
    }

    private double number(String[] row, int column, int line, double missing) {
      String text = cell(row, column);
      try {
        return text.isEmpty() ? missing : Double.parseDouble(text);
      } catch (NumberFormatException e) {
        throw wrong(line, "the column " + names.get(column) + " holds a number", text);
      }
    }

    private RefusedInputException wrong(int line, String rule, String value) {
      return new RefusedInputException(
          "%s, line %d: %s, cannot be: '%s'".formatted(file, line, rule, value));
    }

    private static String cell(String[] row, int column) {
      return column < 0 || column >= row.length || row[column] == null ? "" : row[column].strip();
    }
  }
}
