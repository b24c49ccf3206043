package fr.recap.models;

import fr.recap.runtime.Backoff;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one model has in one folder of the store: its trainings, or its published versions. They are
 * in the order of their names, date first, then number; the newest is the last one that is
 * complete.
 *
 * <p>A new one always is the newest: it bears the date of today, or that of the newest one where a
 * clock was ahead when that was made.
 */
final class VersionSeries {
  private static final Logger LOG = LoggerFactory.getLogger(VersionSeries.class);

  /** Between tries to claim a name; they vary, so that two that met don't meet again. */
  private static final Backoff PAUSES = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(2));

  /** Tries to claim a name. */
  private static final int TRIES = 20;

  private final FileSystem files;
  private final org.apache.hadoop.fs.Path root;
  private final Clock clock;
  private final String name;
  private final String parent;
  private final Function<String, Optional<VersionName>> parser;
  private final Function<VersionName, String> folder;

  private VersionSeries(
      FileSystem files,
      org.apache.hadoop.fs.Path root,
      Clock clock,
      String name,
      String parent,
      Function<String, Optional<VersionName>> parser,
      Function<VersionName, String> folder) {
    this.files = files;
    this.root = root;
    this.clock = clock;
    this.name = name;
    this.parent = parent;
    this.parser = parser;
    this.folder = folder;
  }

  /** The trainings of a model, each in {@code trainings/NAF/2026-11-24_1}. */
  static VersionSeries trainings(
      FileSystem files, org.apache.hadoop.fs.Path root, Clock clock, String name) {
    return new VersionSeries(
        files,
        root,
        clock,
        name,
        ModelStore.TRAININGS + "/" + name,
        folder -> VersionName.parseTraining(name, folder),
        VersionName::trainingFolder);
  }

  /** The published versions of a model, each in {@code published/NAF_2026-11-24}. */
  static VersionSeries published(
      FileSystem files, org.apache.hadoop.fs.Path root, Clock clock, String name) {
    return new VersionSeries(
        files,
        root,
        clock,
        name,
        ModelStore.PUBLISHED,
        folder -> VersionName.parse(folder).filter(version -> version.name().equals(name)),
        VersionName::toString);
  }

  /** The newest that is complete. */
  Optional<ModelManifest> newest() throws IOException {
    for (VersionName version : all()) {
      Optional<ModelManifest> manifest = at(version).manifest();
      if (manifest.isPresent()) {
        return manifest;
      }
    }
    return Optional.empty();
  }

  /** Names of those that are complete, the newest first. */
  List<String> complete() throws IOException {
    List<String> complete = new ArrayList<>();
    for (VersionName version : all()) {
      if (at(version).manifest().isPresent()) {
        complete.add(folder.apply(version));
      }
    }
    return complete;
  }

  /** Those that are complete, the newest first. */
  List<ModelManifest> manifests() throws IOException {
    List<ModelManifest> complete = new ArrayList<>();
    for (VersionName version : all()) {
      at(version).manifest().ifPresent(complete::add);
    }
    return complete;
  }

  /** What is checked once the name of a new version is claimed. */
  @FunctionalInterface
  interface Check {
    /** Throws where the version must not be made. */
    void of(VersionName claimed) throws IOException;
  }

  /**
   * Makes a new version under a name of its own, which no other process can have.
   *
   * @param local folder with its files
   * @param check is asked before anything is written
   * @param describe its manifest, by its path below the root
   */
  ModelManifest add(Path local, Check check, Function<String, ModelManifest> describe)
      throws IOException {
    for (int attempt = 1; attempt <= TRIES; attempt++) {
      VersionName version = next();
      Optional<VersionClaim> claim = VersionClaim.take(files, path(version));
      if (claim.isPresent()) {
        return fill(version, claim.get(), local, check, describe);
      }
      pause(attempt);
    }
    throw new IOException(
        "Others were making versions of %s in %s all the time: try again".formatted(name, root));
  }

  private ModelManifest fill(
      VersionName version,
      VersionClaim claim,
      Path local,
      Check check,
      Function<String, ModelManifest> describe)
      throws IOException {
    try {
      check.of(version);
    } catch (IOException | RuntimeException e) {
      claim.release();
      throw e;
    }
    ModelManifest manifest = describe.apply(belowRoot(version));
    at(version).upload(local, manifest, claim);
    return manifest;
  }

  /**
   * Versions that are newer than one and under way or complete: what others have made meanwhile.
   *
   * @param than name of a published version; empty for all
   * @param except the one that is being made
   */
  List<VersionName> newerThan(Optional<VersionName> than, VersionName except) throws IOException {
    return all().stream()
        .filter(version -> !version.equals(except))
        .filter(version -> than.isEmpty() || version.compareTo(than.get()) > 0)
        .toList();
  }

  VersionFolder at(VersionName version) {
    return new VersionFolder(files, path(version));
  }

  /** All, the newest first, whether complete or not. */
  private List<VersionName> all() throws IOException {
    FileStatus[] children;
    try {
      children = files.listStatus(new org.apache.hadoop.fs.Path(root, parent));
    } catch (FileNotFoundException e) {
      return List.of();
    }
    return Stream.of(children)
        .flatMap(child -> parser.apply(child.getPath().getName()).stream())
        .sorted(Comparator.reverseOrder())
        .toList();
  }

  /** Counts incomplete ones too: what a dead upload left is never mixed with new files. */
  private VersionName next() throws IOException {
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    LocalDate date = today;
    List<VersionName> all = all();
    for (VersionName version : all) {
      if (version.date().isAfter(today) && at(version).manifest().isPresent()) {
        date = version.date();
        if (version.isAhead(today)) {
          LOG.warn(
              "{} is dated after today, {}: a clock was ahead when it was made. What is made now goes on from its date, so that it is the newest. To return to today's dates, name the version to use in the settings and delete {} and those after it from the store",
              belowRoot(version),
              today,
              belowRoot(version));
        }
        break;
      }
    }
    LocalDate of = date;
    int last =
        all.stream()
            .filter(version -> version.date().equals(of))
            .mapToInt(VersionName::number)
            .max()
            .orElse(0);
    return new VersionName(name, date, last + 1);
  }

  private org.apache.hadoop.fs.Path path(VersionName version) {
    return new org.apache.hadoop.fs.Path(root, belowRoot(version));
  }

  private String belowRoot(VersionName version) {
    return parent + "/" + folder.apply(version);
  }

  private static void pause(int attempt) throws IOException {
    try {
      PAUSES.pause(attempt, Duration.ZERO);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while it waited for others", e);
    }
  }
}
