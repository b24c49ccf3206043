package fr.recap.cli;

import fr.recap.config.ConfigException;
import fr.recap.config.ImportMode;
import fr.recap.config.RecapConfig;
import fr.recap.config.TableName;
import fr.recap.postgres.ImportTable;
import fr.recap.postgres.ImportTable.Format;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** {@code recap import}. */
final class ImportJob extends Job {
  private static final List<String> FORMATS = List.of("csv", "sas", "parquet");

  private final List<String> sources = new ArrayList<>();
  private Path typing;
  private String table;
  private String format;
  private Optional<String> separator = Optional.empty();
  private String quote = "\"";
  private String encoding = "UTF-8";
  private boolean header = true;
  private ImportMode mode = ImportMode.NEW;
  private boolean fewColumns;
  private boolean exported;

  ImportJob() {
    super("import", "CSV, SAS or Parquet -> PostgreSQL, by a typing file");
  }

  @Override
  protected void declare(Options options) {
    options.repeated(
        'i', "input", "file", "file, folder or pattern; may be repeated", sources::add);
    options.requiredText(
        "typing",
        "file",
        "typing file: FIELD_NAME,PANDAS_TYPE,SQL_TYPE,SQL_CONSTRAINT (conf/tables has those of our tables)",
        value -> typing = Path.of(value));
    options.requiredText("table", "name", "table to create", value -> table = value);
    options.text(
        "format",
        "csv|sas|parquet",
        "default: by the extension of the first file",
        value -> format = value);
    options.text(
        "separator",
        "char",
        "between fields of a CSV; default: of , ; \\t | the one that the header fits",
        value -> separator = Optional.of(value));
    options.text("quote", "char", "around fields of a CSV; default \"", value -> quote = value);
    options.text(
        "encoding",
        "charset",
        "of a CSV; default UTF-8. A byte order mark is stronger; ISO-8859-1 is read as windows-1252",
        value -> encoding = value);
    options.flag(
        "no-header",
        "a CSV has no header: its columns are those of the typing file",
        () -> header = false);
    options.flag(
        "few-columns",
        "takes a source that lacks more than half of the typing file's columns: they are null",
        () -> fewColumns = true);
    options.flag(
        "exported",
        "reads a CSV back that recap sql wrote: \"\" is an empty text, '= is =",
        () -> exported = true);
    options.flag("force", "replaces an existing table", () -> mode(ImportMode.FORCE));
    options.flag(
        "append",
        "adds to an existing table; rows whose key it has already are rejects",
        () -> mode(ImportMode.APPEND));
    options.flag(
        "upsert",
        "adds to an existing table; rows whose key it has already replace what it had",
        () -> mode(ImportMode.UPSERT));
  }

  @Override
  protected void execute(RecapConfig config, PrintStream out) {
    if (sources.isEmpty()) {
      throw new ConfigException("Nothing to import: give --input FILE");
    }
    ImportTable.Config what =
        new ImportTable.Config(
            sources,
            Optional.ofNullable(format).map(ImportJob::format),
            separator.map(text -> oneCharacter("separator", text.equals("\\t") ? "\t" : text)),
            oneCharacter("quote", quote),
            charset(),
            header,
            typing,
            TableName.parse(table),
            mode,
            fewColumns,
            exported);
    print(what, new ImportTable(spark(), what, config).execute(), out);
  }

  private void mode(ImportMode other) {
    if (mode != ImportMode.NEW && mode != other) {
      throw new ConfigException("Give only one of --force, --append and --upsert");
    }
    mode = other;
  }

  private static void print(ImportTable.Config what, ImportTable.Result result, PrintStream out) {
    if (result.earlier().isPresent()) {
      out.printf(
          "%s: already imported by run %s on %s; nothing was done%n",
          what.target(), result.runId(), result.earlier().get());
      return;
    }
    long added = result.rowsWritten() - result.rowsReplaced();
    String became =
        switch (what.mode()) {
          case NEW, FORCE -> "%,d written".formatted(result.rowsWritten());
          case APPEND -> "%,d added".formatted(added);
          case UPSERT -> "%,d added, %,d replaced".formatted(added, result.rowsReplaced());
        };
    out.printf(
        "%s: %,d rows read, %s, %,d rejected, in %d s (run %s)%n",
        what.target(),
        result.rowsRead(),
        became,
        result.rowsRejected(),
        result.duration().toSeconds(),
        result.runId());
    result.notes().forEach(note -> out.println("Note: " + note));
    result
        .rejectsTable()
        .ifPresent(rejects -> out.println("Rejects and their reasons: " + rejects));
    if (!result.missingColumns().isEmpty()) {
      out.println(
          "Warning: not in the source, hence null: " + String.join(", ", result.missingColumns()));
    }
    if (!result.ignoredColumns().isEmpty()) {
      out.println(
          "Warning: not in the typing file, hence ignored: "
              + String.join(", ", result.ignoredColumns()));
    }
  }

  private static Format format(String name) {
    if (!FORMATS.contains(name)) {
      throw new ConfigException(
          "--format must be one of %s, cannot be: %s".formatted(String.join(", ", FORMATS), name));
    }
    return Format.valueOf(name.toUpperCase(Locale.ROOT));
  }

  private static char oneCharacter(String option, String text) {
    if (text.length() != 1 || text.equals("\n") || text.equals("\r")) {
      throw new ConfigException(
          "--%s must be one character (\\t for a tab), cannot be: %s".formatted(option, text));
    }
    return text.charAt(0);
  }

  private Charset charset() {
    try {
      return Charset.forName(encoding);
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      throw new ConfigException(
          "--encoding %s is not known; usual ones are UTF-8, ISO-8859-1, windows-1252"
              .formatted(encoding),
          e);
    }
  }
}
