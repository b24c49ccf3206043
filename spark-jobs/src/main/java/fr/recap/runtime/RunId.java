package fr.recap.runtime;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * Identifiers of runs: {@code code_20261124t180512_3f9a1c}, unique and sorted by time per job; in
 * lower case, so that an index may bear them.
 */
public final class RunId {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd't'HHmmss").withZone(ZoneOffset.UTC);

  private RunId() {}

  /** A new identifier for a run of a job. */
  public static String next(String job) {
    int random = new SecureRandom().nextInt(1 << 24);
    return "%s_%s_%06x".formatted(job, TIME.format(Instant.now()), random);
  }
}
