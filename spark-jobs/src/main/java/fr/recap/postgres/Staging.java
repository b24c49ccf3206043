package fr.recap.postgres;

import fr.recap.config.TableName;
import fr.recap.tables.Table;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The table into which one run copies the rows of one target.
 *
 * @param name its name in the schema {@link #SCHEMA}
 */
record Staging(String name, TableName target, Table table) {
  static final String SCHEMA = "recap_staging";

  static Staging of(String runId, TableName target, Table table) {
    byte[] hash = sha256(runId + "\n" + target);
    return new Staging("s_" + HexFormat.of().formatHex(hash, 0, 12), target, table);
  }

  TableName tableName() {
    return new TableName(SCHEMA, name);
  }

  /** Key of the advisory lock of the session that fills this staging. */
  static long runLock(String name) {
    return lock(name);
  }

  /** Key of the advisory lock that all connections of a live run share. */
  static long aliveLock(String runId) {
    return lock("run " + runId);
  }

  /** Key of the advisory lock of the run that writes a table. */
  static long targetLock(String qualified) {
    return lock("target " + qualified);
  }

  /** Key of the advisory lock of a task that copies a partition. */
  static long partitionLock(String name, int partition) {
    return lock(name + "/" + partition);
  }

  private static long lock(String text) {
    byte[] hash = sha256(text);
    long key = 0;
    for (int i = 0; i < Long.BYTES; i++) {
      key = (key << 8) | (hash[i] & 0xff);
    }
    return key;
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
