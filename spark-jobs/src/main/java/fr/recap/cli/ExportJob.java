package fr.recap.cli;

import com.univocity.parsers.csv.CsvParser;
import com.univocity.parsers.csv.CsvParserSettings;
import fr.recap.config.ConfigException;
import fr.recap.config.RecapConfig;
import fr.recap.config.Selection;
import fr.recap.config.TableName;
import fr.recap.operations.ExportTable;
import fr.recap.operations.ExportTable.Format;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** {@code recap export}. */
final class ExportJob extends Job {
  /** As many as a table of PostgreSQL can have. */
  private static final int MOST_COLUMNS = 1600;

  private TableName table;
  private String to;
  private Format format = Format.CSV;
  private List<String> columns = List.of();
  private Selection selection = Selection.ALL;
  private Optional<String> splitBy = Optional.empty();
  private OptionalLong rowsPerFile = OptionalLong.empty();
  private boolean overwrite;
  private boolean formulas;

  ExportJob() {
    super("export");
  }

  @Override
  protected void declare(Options options) {
    options.requiredText("table", "name", name -> table = TableName.parse(name));
    options.requiredText("to", "folder", folder -> to = folder);
    options.text("format", "csv|parquet", name -> format = format(name));
    options.text("columns", "a,b", names -> columns = columns(names));
    options.text(
        "where",
        "condition",
        condition -> selection = new Selection(Optional.of(condition), OptionalInt.empty()));
    options.text("split-by", "column", column -> splitBy = Optional.of(column));
    options.number("rows-per-file", 1, Long.MAX_VALUE, most -> rowsPerFile = OptionalLong.of(most));
    options.flag("overwrite", () -> overwrite = true);
    options.flag("formulas", () -> formulas = true);
  }

  private static Format format(String name) {
    return switch (name) {
      case "csv" -> Format.CSV;
      case "parquet" -> Format.PARQUET;
      default -> throw new ConfigException("--format must be csv or parquet, cannot be: " + name);
    };
  }

  /** Names with commas between; double quotes may enclose one that has a comma or a blank. */
  private static List<String> columns(String text) {
    CsvParserSettings settings = new CsvParserSettings();
    settings.setMaxColumns(MOST_COLUMNS);
    String[] names = new CsvParser(settings).parseLine(text);
    if (names == null || Arrays.asList(names).contains(null)) {
      throw new ConfigException(
          "--columns must be names with commas between, as in cabbi,naf, cannot be: " + text);
    }
    return List.of(names);
  }

  @Override
  protected void execute(RecapConfig config, PrintStream out) {
    if (to.isBlank()) {
      throw new ConfigException("--to must name a folder, cannot be empty");
    }
    ExportTable.Config what =
        new ExportTable.Config(
            table, to, format, columns, selection, splitBy, rowsPerFile, overwrite, formulas);
    ExportTable.Result result = new ExportTable(spark(), what, config).execute();
    out.printf(
        "%s: %,d rows in %,d files of %s, in %d s (run %s)%n",
        table,
        result.rows(),
        result.files(),
        result.folder(),
        result.duration().toSeconds(),
        result.runId());
    out.printf(
        "recap import --format %s --exported reads them back%n",
        format == Format.CSV ? "csv" : "parquet");
    result.notes().forEach(note -> out.println("Note: " + note));
  }
}
