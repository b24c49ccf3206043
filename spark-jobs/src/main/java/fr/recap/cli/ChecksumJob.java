package fr.recap.cli;

import fr.recap.config.ConfigException;
import fr.recap.config.RecapConfig;
import fr.recap.config.TableName;
import fr.recap.postgres.TableChecksum;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** {@code recap checksum}. */
final class ChecksumJob extends Job {
  private final List<TableName> tables = new ArrayList<>();

  ChecksumJob() {
    super("checksum");
  }

  @Override
  protected void declare(Options options) {
    options.arguments("table", name -> tables.add(TableName.parse(name)));
  }

  @Override
  protected List<String> words(RecapConfig config) {
    return config.tables().all().stream().map(TableName::toString).toList();
  }

  @Override
  protected void execute(RecapConfig config, PrintStream out) {
    if (tables.isEmpty()) {
      throw new ConfigException("Name the table: recap checksum rp_2026");
    }
    for (TableName table : tables) {
      out.println(TableChecksum.of(config.postgres(), table) + "  " + table);
    }
  }
}
