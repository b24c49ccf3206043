package fr.recap.operations;

import fr.recap.config.ConfigException;
import fr.recap.config.RecapConfig;
import fr.recap.operations.Finding.Level;
import fr.recap.postgres.DatabaseException;
import fr.recap.runtime.MissingFileSystem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks at everything that a run of the settings needs, and changes nothing that it keeps. */
public final class Preflight {
  private final RecapConfig config;

  /** One group of checks; a failure of its own is a finding too. */
  @FunctionalInterface
  interface Check {
    List<Finding> run() throws Exception;
  }

  /**
   * What was found.
   *
   * @param findings in the order of the checks
   */
  public record Result(List<Finding> findings) {
    /** Whether a run can begin. */
    public boolean ready() {
      return count(Level.ERROR) == 0;
    }

    /** How many findings are of a level. */
    public long count(Level level) {
      return findings.stream().filter(finding -> finding.level() == level).count();
    }
  }

  public Preflight(RecapConfig config) {
    this.config = config;
  }

  /** Checks all, whatever fails. */
  public Result execute() {
    List<Finding> findings = new ArrayList<>();
    findings.add(
        Finding.ok(
            "settings",
            "year %d, training year %d, seed %d"
                .formatted(config.year(), config.trainingYear(), config.seed())));
    findings.addAll(run("machine", new MachineChecks(config)));
    findings.addAll(run("runtime", new RuntimeChecks()));
    findings.addAll(run("transport", new TransportChecks(config)));
    findings.addAll(run("postgres", new PostgresChecks(config)));
    findings.addAll(run("elasticsearch", new ElasticChecks(config)));
    findings.addAll(run("store", new StoreChecks(config)));
    findings.addAll(run("register", new RegisterChecks(config)));
    return new Result(List.copyOf(findings));
  }

  private static List<Finding> run(String subject, Check check) {
    try {
      return check.run();
    } catch (ConfigException e) {
      return List.of(Finding.error(subject, e.getMessage(), "correct the setting it names"));
    } catch (DatabaseException e) {
      return List.of(
          Finding.error(subject, e.getMessage(), "see that the server of postgres.url runs"));
    } catch (Exception e) {
      Optional<String> missing = MissingFileSystem.of(e);
      return List.of(
          Finding.error(
              subject,
              missing.orElse(e.getClass().getSimpleName() + ": " + e.getMessage()),
              missing.isPresent() ? MissingFileSystem.REMEDY : "look at the server's log"));
    }
  }
}
