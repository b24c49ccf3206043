package fr.recap.demo;

import fr.recap.config.ConfigLoader;
import fr.recap.config.RecapConfig;
import fr.recap.elastic.TestElastic;
import fr.recap.postgres.Postgres;
import fr.recap.postgres.TableChecksum;
import fr.recap.runtime.TestSession;
import fr.recap.sandbox.Sandbox;
import fr.recap.sandbox.Server;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A small campaign through real PostgreSQL, Elasticsearch and S3: one for all tests of a JVM, since
 * it takes minutes. Its servers end with the JVM.
 */
public final class SmallCampaign {
  /** Forms to code. */
  public static final int FORMS = 1000;

  /** Settings of quick trainings: enough to code what is looked at, not to code well. */
  public static final Map<String, String> QUICK_TRAININGS =
      Map.of(
          "nomenclatures.naf.learning.encoder.epochs", "6",
          "nomenclatures.pcs.learning.encoder.epochs", "6",
          "siret.learning.ranking.rounds", "60",
          "siret.learning.decisions.rounds", "60",
          "noncodable.learning.xgboost.depth", "[3]",
          "noncodable.learning.xgboost.rounds", "[60]");

  private static SmallCampaign only;

  private final Path folder;
  private final RecapConfig config;
  private final RunDemo.Result demo;

  private SmallCampaign() throws IOException {
    // A JVM of its own folder: forks that run side by side must not share servers.
    Path dir = Path.of("target", "small-campaign-" + ProcessHandle.current().pid());
    folder = Files.createDirectories(dir.toAbsolutePath());
    Sandbox sandbox =
        new Sandbox(
            folder.resolve("sandbox"),
            TestElastic.options(Server.POSTGRES, Server.ELASTICSEARCH, Server.S3));
    sandbox.start();
    config = config(Map.of("siret.training-sample", "120", "lots.size", "10"));
    demo =
        new RunDemo(
                TestSession.get(),
                config,
                new DemoConfig(FORMS, 1500, 1000, 3, 1, 0, Optional.empty(), 2025, 2026),
                60,
                new PrintStream(PrintStream.nullOutputStream()))
            .execute();
  }

  /** The campaign; the first who asks waits for it. */
  public static synchronized SmallCampaign get() {
    try {
      if (only == null) {
        only = new SmallCampaign();
      }
      return only;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The settings that it was coded with. */
  public RecapConfig config() {
    return config;
  }

  /** The settings of its sandbox with some others. */
  public RecapConfig config(Map<String, String> changes) {
    Map<String, String> all = new HashMap<>();
    // Coders that begin with word vectors take twice as long; the demo on the cluster has them.
    all.put("nomenclatures.naf.vectors", "null");
    all.put("nomenclatures.pcs.vectors", "null");
    all.putAll(QUICK_TRAININGS);
    all.putAll(changes);
    all.put("work-directory", work());
    return ConfigLoader.load(List.of(settings()), all);
  }

  /** The file of settings that the sandbox wrote. */
  public Path settings() {
    return folder.resolve("sandbox/sandbox.conf");
  }

  /** The setting work-directory. */
  public String work() {
    return '"' + folder.resolve("work").toString() + '"';
  }

  /** A folder for what a test writes. */
  public Path folder() {
    return folder;
  }

  RunDemo.Result demo() {
    return demo;
  }

  /** Checksums of what the coders say. */
  public List<String> checksums() {
    return List.of(
        TableChecksum.of(config.postgres(), config.tables().results()),
        TableChecksum.of(config.postgres(), config.tables().output()),
        TableChecksum.of(config.postgres(), config.tables().biTopk()));
  }

  /** The first column of a query's only row, null included. */
  public String text(String sql) throws SQLException {
    try (Connection connection = new Postgres(config.postgres()).connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }

  /** The same as a number. */
  public long number(String sql) throws SQLException {
    return Long.parseLong(text(sql));
  }

  /** Executes a statement. */
  public void execute(String sql) throws SQLException {
    try (Connection connection = new Postgres(config.postgres()).connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
