package fr.recap.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

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

  /**
   * Whether the jars of the jobs are there and of the classes that are. In mvn verify they are; mvn
   * test makes none, and may find old ones.
   */
  public static boolean jarIsOfThisBuild() throws IOException {
    Path target = root().resolve("spark-jobs/target");
    Path classes = target.resolve("classes/fr/recap");
    Optional<Path> jar;
    try (Stream<Path> jars = Files.list(target)) {
      jar = jars.filter(file -> file.toString().endsWith("-all.jar")).findFirst();
    }
    if (jar.isEmpty() || !Files.exists(target.resolve("spark/dependencies.txt"))) {
      return false;
    }
    long made = Files.getLastModifiedTime(jar.get()).toMillis();
    try (Stream<Path> all = Files.walk(classes)) {
      return all.allMatch(file -> file.toFile().lastModified() <= made);
    }
  }
}
