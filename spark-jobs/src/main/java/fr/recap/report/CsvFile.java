package fr.recap.report;

import com.univocity.parsers.csv.CsvWriter;
import com.univocity.parsers.csv.CsvWriterSettings;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * CSV in UTF-8 with commas: quotes stand around cells that need them, and double within (RFC 4180).
 */
final class CsvFile {
  private CsvFile() {}

  /** Writes rows, the header first; the cells as their texts. */
  static void write(Path file, List<List<?>> rows) throws IOException {
    CsvWriterSettings settings = new CsvWriterSettings();
    settings.getFormat().setLineSeparator("\n");
    settings.getFormat().setComment('\0');
    settings.setQuotationTriggers('"');
    settings.setIgnoreLeadingWhitespaces(false);
    settings.setIgnoreTrailingWhitespaces(false);
    settings.setMaxColumns(100);
    StringWriter text = new StringWriter();
    CsvWriter writer = new CsvWriter(text, settings);
    rows.forEach(row -> writer.writeRow(row.toArray()));
    writer.close();
    Files.writeString(file, text.toString());
  }
}
