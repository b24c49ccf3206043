package fr.recap.cli;

import fr.recap.config.ConfigException;
import fr.recap.config.ImportMode;
import fr.recap.config.ImportSettings;
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
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;

/** {@code recap import}. */
final class ImportJob extends Job {
  private static final List<String> FORMATS = List.of("csv", "sas", "parquet");

  private final List<String> given = new ArrayList<>();
  private final List<String> sources = new ArrayList<>();
  private boolean all;
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
    super("import");
  }

  @Override
  protected void declare(Options options) {
    options.flag("all", () -> all = true);
    options.repeated('i', "input", "file", given("input", sources::add));
    options.text("typing", "file", given("typing", value -> typing = Path.of(value)));
    options.text("table", "name", given("table", value -> table = value));
    options.text("format", "csv|sas|parquet", given("format", value -> format = value));
    options.text("separator", "char", given("separator", value -> separator = Optional.of(value)));
    options.text("quote", "char", given("quote", value -> quote = value));
    options.text("encoding", "charset", given("encoding", value -> encoding = value));
    flag(options, "no-header", () -> header = false);
    flag(options, "few-columns", () -> fewColumns = true);
    flag(options, "exported", () -> exported = true);
    flag(options, "force", () -> mode(ImportMode.FORCE));
    flag(options, "append", () -> mode(ImportMode.APPEND));
    flag(options, "upsert", () -> mode(ImportMode.UPSERT));
  }

  private void flag(Options options, String name, Runnable action) {
    options.flag(
        name,
        () -> {
          given.add(name);
          action.run();
        });
  }

  private Consumer<String> given(String name, Consumer<String> action) {
    return value -> {
      given.add(name);
      action.accept(value);
    };
  }

  @Override
  protected void execute(RecapConfig config, PrintStream out) {
    if (all) {
      if (!given.isEmpty()) {
        throw new ConfigException(
            "--all imports what the settings list under imports: leave --%s out"
                .formatted(given.get(0)));
      }
      importAll(config, out);
      return;
    }
    if (sources.isEmpty() || typing == null || table == null) {
      throw new ConfigException(
          "Nothing to import: give --input FILE, --typing FILE and --table NAME, or --all");
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

  private void importAll(RecapConfig config, PrintStream out) {
    List<ImportTable.Config> entries = entries(config.imports());
    SparkSession spark = spark();
    int done = 0;
    try {
      for (ImportTable.Config what : entries) {
        print(what, new ImportTable(spark, what, config).execute(), out);
        done++;
      }
    } finally {
      if (done < entries.size()) {
        out.printf(
            "Stopped at entry %d of imports, %s. Imported before it: %s. Not begun: %s%n",
            done + 1,
            entries.get(done).target(),
            targets(entries.subList(0, done)),
            targets(entries.subList(done + 1, entries.size())));
      }
    }
  }

  private static String targets(List<ImportTable.Config> entries) {
    return entries.isEmpty()
        ? "nothing"
        : entries.stream().map(what -> what.target().toString()).collect(Collectors.joining(", "));
  }

  /** All of them checked before the first is imported. */
  private static List<ImportTable.Config> entries(List<ImportSettings> imports) {
    if (imports.isEmpty()) {
      throw new ConfigException(
          "imports of the settings has no entries: list there what --all is to import (conf/recap.conf has an example)");
    }
    List<ImportTable.Config> entries = new ArrayList<>();
    Set<TableName> made = new HashSet<>();
    for (int i = 0; i < imports.size(); i++) {
      ImportSettings entry = imports.get(i);
      try {
        entries.add(checked(entry));
        if (!made.add(entry.table()) && entry.mode() == ImportMode.NEW) {
          throw new ConfigException(
              "mode: an entry before this one makes the table, which new would then refuse: set append, upsert or force");
        }
      } catch (ConfigException e) {
        throw new ConfigException(
            "imports, entry %d (%s): %s".formatted(i + 1, entry.table(), e.getMessage()), e);
      }
    }
    return entries;
  }

  private static ImportTable.Config checked(ImportSettings entry) {
    ImportTable.Config what =
        new ImportTable.Config(
            entry.input(),
            entry.format().map(ImportJob::format),
            entry.separator(),
            '"',
            entry.encoding(),
            entry.header(),
            entry.typing(),
            entry.table(),
            entry.mode(),
            false,
            false);
    ImportTable.check(what);
    return what;
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
