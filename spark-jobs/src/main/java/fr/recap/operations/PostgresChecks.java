package fr.recap.operations;

import fr.recap.campaign.BuildLots;
import fr.recap.campaign.CodeCampaign;
import fr.recap.config.RecapConfig;
import fr.recap.config.TableName;
import fr.recap.config.TableSettings;
import fr.recap.postgres.Postgres;
import fr.recap.postgres.ServerState;
import fr.recap.postgres.TargetChecks;
import fr.recap.postgres.UsersTables;
import fr.recap.tables.BiLot;
import fr.recap.tables.BiTopk;
import fr.recap.tables.CodageAutoResults;
import fr.recap.tables.LotsReprise;
import fr.recap.tables.Monitoring;
import fr.recap.tables.NomenclatureProjections;
import fr.recap.tables.Noncodable;
import fr.recap.tables.RpOutput;
import fr.recap.tables.SirusProjections;
import fr.recap.tables.Table;
import fr.recap.tables.UsersTable;
import fr.recap.tables.VaguesReprise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** PostgreSQL: its version, rights, connections and clock, and the tables that jobs read. */
final class PostgresChecks implements Preflight.Check {
  private static final String SUBJECT = "postgres";
  private static final int OLDEST = 12;

  /** A store refuses requests whose clock is further off than 15 minutes. */
  private static final Duration DRIFT = Duration.ofSeconds(30);

  private final RecapConfig config;

  PostgresChecks(RecapConfig config) {
    this.config = config;
  }

  @Override
  public List<Finding> run() {
    Postgres postgres = new Postgres(config.postgres());
    postgres.refuseReplica();
    ServerState state = ServerState.of(postgres, tables().keySet());
    List<Finding> findings = new ArrayList<>();
    findings.add(version(state));
    findings.add(rights(state));
    findings.add(connections(state));
    findings.add(clock(state));
    tables().forEach((table, remedy) -> findings.add(table(state, table, remedy)));
    findings.addAll(targets());
    return findings;
  }

  /** What would keep jobs from writing their tables: views, foreign keys, policies, rights. */
  private List<Finding> targets() {
    Postgres postgres = new Postgres(config.postgres());
    List<Finding> findings = new ArrayList<>();
    TargetChecks.staging(postgres)
        .ifPresent(text -> findings.add(Finding.error("postgres staging", "can't be used", text)));
    Map<TableName, Table> written = written();
    TargetChecks.of(postgres, written)
        .forEach(
            problem ->
                findings.add(
                    problem.error()
                        ? Finding.error(
                            "table " + problem.target(), "can't be replaced", problem.text())
                        : Finding.warning(
                            "table " + problem.target(),
                            problem.text(),
                            "keep them in a table of their own")));
    if (findings.isEmpty()) {
      findings.add(
          Finding.ok("postgres targets", "all %d tables can be written".formatted(written.size())));
    }
    return findings;
  }

  private Map<TableName, Table> written() {
    TableSettings tables = config.tables();
    Map<TableName, Table> written = new LinkedHashMap<>();
    written.put(tables.monitoring(), Monitoring.TABLE);
    written.put(tables.results(), CodageAutoResults.table(config.codedNames()));
    Table output = users().map(forms -> CodeCampaign.output(config, forms)).orElse(RpOutput.TABLE);
    written.put(tables.output(), output);
    config
        .coded()
        .forEach(n -> written.put(n.projections(), NomenclatureProjections.table(n.name())));
    written.put(tables.noncodable(), Noncodable.TABLE);
    written.put(tables.biTopk(), BiTopk.TABLE);
    written.put(tables.lots(), BiLot.TABLE);
    written.put(tables.lotsReprise(), LotsReprise.TABLE);
    written.put(tables.vaguesReprise(), VaguesReprise.TABLE);
    written.put(tables.individus(), BuildLots.individus(new UsersTable(output.columns())));
    written.put(tables.sirusProjections(), SirusProjections.TABLE);
    return written;
  }

  /** The forms' own columns, which copies of forms have; empty if there are no forms yet. */
  private Optional<UsersTable> users() {
    TableName forms = config.tables().forms();
    return new Postgres(config.postgres()).exists(forms)
        ? Optional.of(UsersTables.of(config.postgres(), forms))
        : Optional.empty();
  }

  /** What is to be done where a table is missing. */
  private Map<TableName, String> tables() {
    Map<TableName, String> tables = new LinkedHashMap<>();
    tables.put(config.tables().nomenclatures(), "import it");
    tables.put(config.tables().modalites(), "import it");
    tables.put(config.tables().sirus(), "import it");
    tables.put(config.tables().forms(), "import it");
    tables.put(config.tables().trainingForms(), "import it to train models");
    tables.put(config.tables().formsGeo(), "make it with 'recap geocode forms'");
    tables.put(config.tables().sirusGeo(), "make it with 'recap geocode sirus'");
    return tables;
  }

  private static Finding version(ServerState state) {
    String text = "version %s, user %s".formatted(state.version(), state.user());
    return state.major() >= OLDEST
        ? Finding.ok(SUBJECT, text)
        : Finding.error(SUBJECT, text, "upgrade the server: 12 or later is needed");
  }

  private static Finding rights(ServerState state) {
    return state.mayCreate()
        ? Finding.ok(SUBJECT, "may create schemas and tables")
        : Finding.error(
            SUBJECT,
            "may not create schemas and tables",
            "GRANT CREATE ON DATABASE %s TO %s".formatted(state.database(), state.user()));
  }

  private Finding connections(ServerState state) {
    int free = state.maximumConnections() - state.connections();
    String text = "%d of %d connections free".formatted(free, state.maximumConnections());
    int wanted = Math.max(config.postgres().readPartitions(), 1) + 3;
    return free >= wanted
        ? Finding.ok(SUBJECT, text)
        : Finding.warning(
            SUBJECT, text, "a run needs %d and one for each task that writes".formatted(wanted));
  }

  private static Finding clock(ServerState state) {
    Duration drift = state.clockAhead().abs();
    String text = "clock %.1f s from ours".formatted(drift.toMillis() / 1e3);
    return drift.compareTo(DRIFT) <= 0
        ? Finding.ok(SUBJECT, text)
        : Finding.warning(SUBJECT, text, "set both clocks (NTP)");
  }

  private static Finding table(ServerState state, TableName table, String remedy) {
    String subject = "table " + table;
    ServerState.Table found = state.tables().get(table);
    if (found == null) {
      return Finding.warning(subject, "is not there", remedy);
    }
    if (!found.readable()) {
      return Finding.error(
          subject, "may not be read", "GRANT SELECT ON %s TO %s".formatted(table, state.user()));
    }
    return Finding.ok(
        subject, found.rows() < 0 ? "never analysed" : "about %,d rows".formatted(found.rows()));
  }
}
