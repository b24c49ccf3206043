package fr.recap.postgres;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import fr.recap.config.RecapConfig;
import fr.recap.config.TableName;
import fr.recap.runtime.Run;
import fr.recap.runtime.RunManifest;
import fr.recap.tables.Column;
import fr.recap.tables.RunManifestTable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The table of run manifests, one row a run. */
public final class RunManifests {
  private static final TableName LAID_BY = new TableName(Staging.SCHEMA, "manifests");

  private RunManifests() {}

  /** Stores a manifest; one that the run stored before is replaced. Creates the table if needed. */
  public static void save(RecapConfig config, RunManifest manifest) {
    TableName table = config.tables().runManifest();
    new Postgres(config.postgres())
        .inTransaction(
            connection -> {
              create(connection, table);
              insert(connection, table, manifest);
              return manifest;
            });
  }

  /**
   * Stores the manifest of a training, which rejects nothing: its counts tell what became of forms.
   *
   * @param forms the table that was learned from, with its rows
   * @param training path below the store's root
   * @param metrics what it measured, by name
   */
  public static void saveTraining(
      RecapConfig config,
      Run run,
      TableName forms,
      long rows,
      String training,
      Map<String, Double> metrics) {
    run.read(forms, rows).wrote(training, rows).measured(metrics).ended("train");
    save(config, run.finish(rows, rows, 0));
  }

  /**
   * Versions of the models, by name in lower case, of the last run of {@code code} that wrote a
   * table.
   *
   * @return empty if no such run is known
   */
  public static Map<String, String> models(RecapConfig config, TableName written) {
    TableName table = config.tables().runManifest();
    return new Postgres(config.postgres())
        .inTransaction(
            connection ->
                Postgres.exists(connection, table) ? models(connection, table, written) : Map.of());
  }

  private static Map<String, String> models(
      Connection connection, TableName table, TableName written) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT manifest::jsonb -> 'models' FROM %s WHERE job = 'code' AND manifest::jsonb -> 'outputs' @> jsonb_build_array(jsonb_build_object('name', ?::text)) ORDER BY finished_at DESC LIMIT 1"
                .formatted(table.sql()))) {
      query.setString(1, written.toString());
      try (ResultSet row = query.executeQuery()) {
        return row.next()
            ? new ObjectMapper().readValue(row.getString(1), new TypeReference<>() {})
            : Map.of();
      } catch (JsonProcessingException e) {
        throw new DatabaseException("A manifest of %s can't be read".formatted(table), e);
      }
    }
  }

  /**
   * What a run made with a published model.
   *
   * @param output a table that exists, or the path of a training
   */
  public record Use(String runId, String output) {}

  /**
   * What stands that was coded or trained with a published version, by the last run that made it,
   * with what awaits publication.
   */
  public static List<Use> uses(RecapConfig config, String version) {
    return new Postgres(config.postgres())
        .inTransaction(
            connection -> {
              List<Use> uses = new ArrayList<>();
              for (TableName table : List.of(config.tables().runManifest(), LAID_BY)) {
                if (Postgres.exists(connection, table)) {
                  uses.addAll(uses(connection, table, version));
                }
              }
              return uses;
            });
  }

  private static List<Use> uses(Connection connection, TableName table, String version)
      throws SQLException {
    List<Use> uses = new ArrayList<>();
    try (PreparedStatement query =
        connection.prepareStatement(
            """
            SELECT run_id, output, trained FROM (
              SELECT DISTINCT ON (made ->> 'name') run_id, made ->> 'name' AS output,
                job = 'train' AS trained, manifest::jsonb -> 'models' AS models
              FROM %s, jsonb_array_elements(manifest::jsonb -> 'outputs') AS made
              WHERE job IN ('code', 'train')
              ORDER BY made ->> 'name', finished_at DESC) AS last
            WHERE EXISTS (SELECT FROM jsonb_each_text(models) AS model WHERE model.value = ?)
            ORDER BY output
            """
                .formatted(table.sql()))) {
      query.setString(1, version);
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          Use use = new Use(row.getString(1), row.getString(2));
          if (row.getBoolean(3) || Postgres.exists(connection, TableName.parse(use.output()))) {
            uses.add(use);
          }
        }
      }
    }
    return uses;
  }

  private static void create(Connection connection, TableName table) throws SQLException {
    Postgres.createSchema(connection, table);
    Postgres.execute(
        connection, "CREATE TABLE IF NOT EXISTS %s (%s)".formatted(table.sql(), definitions()));
  }

  /** The columns of the table of manifests, as SQL. */
  static String definitions() {
    return RunManifestTable.TABLE.columns().stream()
        .map(RunManifests::definition)
        .collect(Collectors.joining(", "));
  }

  /** Lays a manifest by until the tables of its run are published. */
  static void layBy(Connection connection, TableName table, RunManifest manifest)
      throws SQLException {
    insert(connection, LAID_BY, manifest);
    try (PreparedStatement update =
        connection.prepareStatement(
            "UPDATE recap_staging.manifests SET target = ? WHERE run_id = ?")) {
      update.setString(1, table.toString());
      update.setString(2, manifest.runId());
      update.executeUpdate();
    }
  }

  /** Moves the manifest that a run laid by, if it did, to where it belongs. */
  static void publish(Connection connection, String runId) throws SQLException {
    TableName table;
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT target FROM recap_staging.manifests WHERE run_id = ?")) {
      query.setString(1, runId);
      try (ResultSet row = query.executeQuery()) {
        if (!row.next()) {
          return;
        }
        table = TableName.parse(row.getString(1));
      }
    }
    create(connection, table);
    String columns =
        RunManifestTable.TABLE.names().stream()
            .map(TableName::quote)
            .collect(Collectors.joining(", "));
    try (PreparedStatement move =
        connection.prepareStatement(
            "WITH laid AS (DELETE FROM recap_staging.manifests WHERE run_id = ? RETURNING *) INSERT INTO %s (%s) SELECT %s FROM laid"
                .formatted(table.sql(), columns, columns))) {
      move.setString(1, runId);
      move.executeUpdate();
    }
  }

  private static String definition(Column column) {
    return TableName.quote(column.name())
        + " "
        + column.type().sql()
        + (column.key() ? " PRIMARY KEY" : "");
  }

  private static void insert(Connection connection, TableName table, RunManifest manifest)
      throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement("DELETE FROM %s WHERE run_id = ?".formatted(table.sql()))) {
      delete.setString(1, manifest.runId());
      delete.executeUpdate();
    }
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO %s (run_id, job, started_at, finished_at, rows_in, rows_out, rows_rejected, manifest) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
                .formatted(table.sql()))) {
      insert.setString(1, manifest.runId());
      insert.setString(2, manifest.job());
      insert.setObject(3, utc(manifest.started()));
      insert.setObject(4, utc(manifest.finished()));
      insert.setLong(5, manifest.rowsIn());
      insert.setLong(6, manifest.rowsOut());
      insert.setLong(7, manifest.rowsRejected());
      insert.setString(8, manifest.toJson());
      insert.executeUpdate();
    }
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
