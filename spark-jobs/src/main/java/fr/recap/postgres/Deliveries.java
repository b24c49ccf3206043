package fr.recap.postgres;

import fr.recap.config.RefusedInputException;
import fr.recap.config.TableName;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;

/**
 * What was added to tables, by its content, so that nothing is added twice. The manifest of an
 * import that adds to a table has a fingerprint of its files; it is stored in the transaction of
 * the table.
 */
final class Deliveries {
  /** Count in a manifest: rows that the table had before the delivery. */
  static final String BEFORE = "rows before";

  private static final int BUFFER = 1 << 16;

  /**
   * A run counts if the table has not been made anew since: by an import that is no delivery (it
   * has no fingerprint), or by a delivery into a table that was missing or empty.
   */
  private static final String FIND =
      """
      WITH imports AS (
        SELECT run_id, finished_at, m -> 'inputs' -> 0 ->> 'fingerprint' AS delivery,
               m -> 'counts' ->> 'rows before' AS before
        FROM (SELECT run_id, finished_at, manifest::jsonb AS m FROM %s WHERE job = 'import') all_imports
        WHERE EXISTS (SELECT 1 FROM jsonb_array_elements(m -> 'outputs') o
                      WHERE to_regclass(o ->> 'name') = to_regclass(?)))
      SELECT run_id, to_char(finished_at, 'YYYY-MM-DD HH24:MI:SS TZ')
      FROM imports d
      WHERE delivery = ?
        AND NOT EXISTS (SELECT 1 FROM imports o WHERE o.finished_at > d.finished_at
                        AND (coalesce(o.delivery, '') = '' OR o.before = '0'))
      ORDER BY finished_at DESC LIMIT 1
      """;

  private Deliveries() {}

  /**
   * The run that imported a delivery.
   *
   * @param at when, as text
   */
  record Earlier(String runId, String at) {}

  /**
   * What tells a delivery: the bytes of its files, whatever their names and order, and how they are
   * read. Each file is read once, by a task where Spark puts it.
   *
   * @throws RefusedInputException if a file can't be read
   */
  static String fingerprint(
      SparkSession spark,
      Configuration hadoop,
      List<String> files,
      ImportTable.Config config,
      TypingFile typing) {
    SerializableConfiguration shared = new SerializableConfiguration(hadoop);
    List<String> digests =
        JavaSparkContext.fromSparkContext(spark.sparkContext())
            .parallelize(new ArrayList<>(files), files.size())
            .map(file -> digest(shared.value(), file))
            .collect();
    MessageDigest all = sha256();
    all.update(
        "%s %s\n".formatted(config.encoding(), config.exported()).getBytes(StandardCharsets.UTF_8));
    for (TypingFile.Field field : typing.fields()) {
      all.update(
          "%s %s %s %s\n"
              .formatted(field.name(), field.type(), field.maxLength(), field.constraint())
              .getBytes(StandardCharsets.UTF_8));
    }
    digests.stream()
        .sorted()
        .forEach(digest -> all.update((digest + "\n").getBytes(StandardCharsets.UTF_8)));
    return "%s sha256:%s"
        .formatted(
            config.mode().name().toLowerCase(Locale.ROOT), HexFormat.of().formatHex(all.digest()));
  }

  /** SHA-256 of a file as it lies there, with the values of partitions ({@code dep=01}). */
  private static String digest(Configuration hadoop, String file) {
    MessageDigest digest = sha256();
    try (InputStream in = SourceFiles.raw(hadoop, file)) {
      byte[] buffer = new byte[BUFFER];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        digest.update(buffer, 0, n);
      }
    } catch (IOException e) {
      throw new RefusedInputException("%s can't be read: %s".formatted(file, e.getMessage()), e);
    }
    String[] parts = file.split("/", -1);
    String partitions =
        Arrays.stream(parts, 0, parts.length - 1)
            .filter(part -> part.contains("="))
            .collect(Collectors.joining("/"));
    return HexFormat.of().formatHex(digest.digest()) + " " + partitions;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * The run that added a delivery to a table, unless the table has been made anew since.
   *
   * @param manifests the table of manifests, which may be missing
   */
  static Optional<Earlier> find(
      Connection connection, TableName manifests, TableName target, String fingerprint)
      throws SQLException {
    if (!Postgres.exists(connection, manifests) || isEmpty(connection, target)) {
      return Optional.empty();
    }
    try (PreparedStatement query = connection.prepareStatement(FIND.formatted(manifests.sql()))) {
      query.setString(1, target.sql());
      query.setString(2, fingerprint);
      try (ResultSet row = query.executeQuery()) {
        return row.next()
            ? Optional.of(new Earlier(row.getString(1), row.getString(2)))
            : Optional.empty();
      }
    }
  }

  /** Whether a table is missing or has no rows: then nothing of any delivery is there. */
  private static boolean isEmpty(Connection connection, TableName table) throws SQLException {
    if (!Postgres.exists(connection, table)) {
      return true;
    }
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT NOT EXISTS (SELECT 1 FROM %s)".formatted(table.sql()))) {
      return Postgres.one(query, ResultSet::getBoolean);
    }
  }
}
