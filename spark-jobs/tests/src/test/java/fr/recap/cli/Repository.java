package fr.recap.cli;

import java.nio.file.Files;
import java.nio.file.Path;

/** The clone that these tests belong to. */
public final class Repository {
  private Repository() {}

  /** Its root: the first folder from here upwards with the launcher in it. */
  public static Path root() {
    for (Path up = Path.of("").toAbsolutePath(); up != null; up = up.getParent()) {
      if (Files.exists(up.resolve("submit/recap"))) {
        return up;
      }
    }
    throw new IllegalStateException("No clone above " + Path.of("").toAbsolutePath());
  }
}
