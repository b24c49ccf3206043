package fr.recap.models;

import fr.recap.config.ConfigException;
import fr.recap.config.Nearest;
import fr.recap.config.RefusedInputException;
import fr.recap.config.StoreSettings;
import fr.recap.runtime.StoreConfiguration;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.UnsupportedFileSystemException;

/**
 * Trainings ({@code trainings/NAF/2026-11-24_1/}) and published versions ({@code
 * published/NAF_2026-11-24/}) on an object store, HDFS or a local folder.
 *
 * <p>Names of models are in capitals: NAF, PCS, NONCODABLE, SIRET. Any number of processes may
 * train, publish and read at a time: each version has a name that one process alone has claimed,
 * and is never written to again.
 */
public final class ModelStore implements AutoCloseable {
  static final String TRAININGS = "trainings";
  static final String PUBLISHED = "published";

  /** Nobody takes longer between two files of a version. */
  private static final Duration UPLOAD = Duration.ofHours(1);

  private final org.apache.hadoop.fs.Path root;
  private final FileSystem files;
  private final Clock clock;
  private final StoreSettings settings;

  private ModelStore(
      org.apache.hadoop.fs.Path root, FileSystem files, Clock clock, StoreSettings settings) {
    this.root = root;
    this.files = files;
    this.clock = clock;
    this.settings = settings;
  }

  /**
   * Opens the store.
   *
   * @throws ConfigException if the root's file system is unknown
   */
  public static ModelStore open(StoreSettings settings) throws IOException {
    return open(settings, Clock.systemUTC());
  }

  static ModelStore open(StoreSettings settings, Clock clock) throws IOException {
    org.apache.hadoop.fs.Path root = new org.apache.hadoop.fs.Path(settings.root());
    try {
      // An instance of our own: Hadoop's cache would hand out one with other keys.
      FileSystem files = FileSystem.newInstance(root.toUri(), StoreConfiguration.of(settings));
      return new ModelStore(files.makeQualified(root), files, clock, settings);
    } catch (UnsupportedFileSystemException e) {
      throw new ConfigException(
          "store.root %s: no file system for it on the class path (s3a:// needs hadoop-aws)"
              .formatted(settings.root()),
          e);
    }
  }

  /**
   * Stores a training.
   *
   * @param local folder with all its files: configuration, artefact, metrics, log
   * @return its path below the root, such as {@code trainings/NAF/2026-11-24_1}
   */
  public String saveTraining(String name, Path local, TrainingFacts facts) throws IOException {
    Instant now = clock.instant();
    List<ModelFile> described = VersionFolder.describe(local);
    return trainings(name)
        .add(
            local,
            claimed -> {},
            path -> new ModelManifest(name, path, path, now, facts, described))
        .training();
  }

  /**
   * The newest complete training of a model, or the one that a path names.
   *
   * @param nameOrPath {@code NAF}, or {@code trainings/NAF/2026-11-24_1} with or without the root
   * @throws ConfigException if there is none
   */
  public ModelManifest training(String nameOrPath) throws IOException {
    if (nameOrPath.contains("/")) {
      String path = belowRoot(nameOrPath);
      return folder(path)
          .manifest()
          .orElseThrow(
              () ->
                  new ConfigException(
                      "There is no complete training %s in %s".formatted(path, root)));
    }
    return trainings(nameOrPath)
        .newest()
        .orElseThrow(
            () ->
                new ConfigException(
                    "There is no complete training of %s in %s: run 'recap train' first"
                        .formatted(nameOrPath, root)));
  }

  /**
   * Checks a training by loading and predicting, then copies it to a new published version.
   *
   * @param training path of a training, or a model's name for its newest
   * @param cache folder on the local disk for the copy that is checked
   * @return the manifest of the new version
   */
  public ModelManifest publish(String training, Verifier verifier, Path cache) throws IOException {
    ModelManifest source = training(training);
    verifier.verify(cache(cache).fetch(this, source));
    List<ModelFile> kept = source.files().stream().filter(ModelFile::isPublished).toList();
    return published(source, cache, kept, Optional.empty(), claimed -> {});
  }

  /**
   * Publishes a version again with a threshold that people have chosen; a published version is
   * never changed itself.
   *
   * @param version that the threshold was chosen for
   * @param newest the newest version when the choice began: the new one takes its place, and no
   *     other's
   * @param cache folder on the local disk for the copy
   * @return the manifest of the new version
   * @throws RefusedInputException if another one was published meanwhile, or is just being
   */
  public ModelManifest decide(
      String name, String version, String newest, ThresholdDecision decision, Path cache)
      throws IOException {
    ModelManifest source = resolve(name, Optional.of(version));
    requireAllowed(source);
    return published(
        source,
        cache,
        source.files(),
        Optional.of(decision),
        claimed -> refuseNewer(name, newest, claimed));
  }

  /**
   * Publishes files that no training made, such as an index of a table.
   *
   * @param local folder with its files
   * @return the manifest of the new version
   */
  public ModelManifest publishFiles(String name, Path local, TrainingFacts facts)
      throws IOException {
    Instant now = clock.instant();
    List<ModelFile> described = VersionFolder.describe(local);
    return publishedOf(name)
        .add(
            local,
            claimed -> {},
            path ->
                new ModelManifest(
                    name, path.substring(PUBLISHED.length() + 1), path, now, facts, described));
  }

  private ModelManifest published(
      ModelManifest source,
      Path cache,
      List<ModelFile> kept,
      Optional<ThresholdDecision> decision,
      VersionSeries.Check check)
      throws IOException {
    Instant now = clock.instant();
    return publishedOf(source.name())
        .add(
            cache(cache).fetch(this, source),
            check,
            path ->
                new ModelManifest(
                    source.name(),
                    path.substring(PUBLISHED.length() + 1),
                    source.training(),
                    now,
                    source.facts(),
                    kept,
                    decision));
  }

  /** What is under way is newer too, unless it is so old that whoever made it is dead. */
  private void refuseNewer(String name, String newest, VersionName claimed) throws IOException {
    VersionSeries series = publishedOf(name);
    for (VersionName other : series.newerThan(VersionName.parse(newest), claimed)) {
      VersionFolder folder = series.at(other);
      if (folder.manifest().isPresent()
          || folder.lastWritten().isAfter(clock.instant().minus(UPLOAD))) {
        throw new RefusedInputException(
            "%s was published while the threshold was chosen, and would be hidden by it: look at it, and choose again"
                .formatted(other));
      }
    }
  }

  /**
   * The local files of a published version or a training, fetched unless they are there already.
   *
   * @param version such as {@code NAF_2026-11-24} or {@code trainings/NAF/2026-11-24_1}
   * @param workDirectory folder on the local disk that keeps the copies
   * @throws ConfigException if there is none of this model
   */
  public Path fetch(String name, String version, Path workDirectory) throws IOException {
    return fetch(version(name, version), workDirectory);
  }

  Path fetch(ModelManifest manifest, Path workDirectory) throws IOException {
    requireAllowed(manifest);
    return cache(workDirectory).fetch(this, manifest);
  }

  /**
   * Checks a published version against {@code store.allowed-fingerprints}; trainings code nothing
   * and are not looked at.
   *
   * @throws ConfigException if the list has others only
   */
  public void requireAllowed(ModelManifest manifest) {
    List<String> allowed = settings.allowedFingerprints();
    if (manifest.isPublished() && !allowed.isEmpty() && !allowed.contains(manifest.fingerprint())) {
      throw new ConfigException(
          "%s in %s has the fingerprint %s, which is none of store.allowed-fingerprints: add it if you trust who published it, or name another version"
              .formatted(manifest.version(), root, manifest.fingerprint()));
    }
  }

  /**
   * The manifest of a published version or a training.
   *
   * @param version such as {@code NAF_2026-11-24} or {@code trainings/NAF/2026-11-24_1}
   * @throws ConfigException if there is none of this model
   */
  ModelManifest version(String name, String version) throws IOException {
    ModelManifest manifest =
        version.contains("/") ? training(version) : resolve(name, Optional.of(version));
    if (!manifest.name().equals(name)) {
      throw new ConfigException(
          "%s is a model of %s, not of %s".formatted(version, manifest.name(), name));
    }
    return manifest;
  }

  /** The newest published version of a model: the last complete one in the order of the names. */
  public Optional<ModelManifest> latest(String name) throws IOException {
    return publishedOf(name).newest();
  }

  /**
   * The published version that is asked for, else the newest.
   *
   * @throws ConfigException if there is none; it names the nearest
   */
  public ModelManifest resolve(String name, Optional<String> version) throws IOException {
    if (version.isEmpty()) {
      return latest(name)
          .orElseThrow(
              () ->
                  new ConfigException(
                      "No version of %s is published in %s: run 'recap train' and 'recap publish' first"
                          .formatted(name, root)));
    }
    String wanted = version.get();
    Optional<ModelManifest> found =
        VersionName.parse(wanted).isPresent()
            ? folder(PUBLISHED + "/" + wanted).manifest()
            : Optional.empty();
    if (found.isPresent() && found.get().name().equals(name)) {
      return found.get();
    }
    throw new ConfigException(
        "%s is no published version of %s in %s%s"
            .formatted(wanted, name, root, Nearest.hint(wanted, published(name))));
  }

  /** The complete published versions of a model, the newest first. */
  public List<String> published(String name) throws IOException {
    return publishedOf(name).complete();
  }

  /** Names of the models that have a training or a published version, in their order. */
  List<String> models() throws IOException {
    Set<String> models = new TreeSet<>();
    for (String training : children(TRAININGS)) {
      models.add(training.substring(TRAININGS.length() + 1));
    }
    for (String published : children(PUBLISHED)) {
      VersionName.parse(published.substring(PUBLISHED.length() + 1))
          .ifPresent(version -> models.add(version.name()));
    }
    return List.copyOf(models);
  }

  /** The complete published versions of a model, then its trainings, the newest of each first. */
  List<ModelManifest> all(String name) throws IOException {
    List<ModelManifest> all = new ArrayList<>(publishedOf(name).manifests());
    all.addAll(trainings(name).manifests());
    return all;
  }

  /**
   * A published version or a training by its whole name.
   *
   * @param version such as {@code NAF_2026-11-24} or {@code trainings/NAF/2026-11-24_1}
   * @throws ConfigException if there is none; it names the nearest
   */
  ModelManifest find(String version) throws IOException {
    Optional<ModelManifest> found = Optional.empty();
    if (VersionName.isStored(version)) {
      found = folder(version.contains("/") ? version : PUBLISHED + "/" + version).manifest();
    }
    if (found.isPresent()) {
      return found.get();
    }
    List<String> known = new ArrayList<>();
    for (String model : models()) {
      all(model).forEach(manifest -> known.add(manifest.version()));
    }
    throw new ConfigException(
        "%s is no training or published version in %s%s: 'recap trainings' lists them"
            .formatted(version, root, Nearest.hint(version, known)));
  }

  /**
   * Writes a file below the root and deletes it.
   *
   * @throws IOException if the store can't be reached or refuses
   */
  public void tryWriting() throws IOException {
    org.apache.hadoop.fs.Path probe =
        new org.apache.hadoop.fs.Path(root, "preflight-" + UUID.randomUUID());
    try (OutputStream out = files.create(probe, false)) {
      out.write(1);
    }
    files.delete(probe, false);
  }

  /**
   * Trainings and published versions that have no manifest: what a dead upload left.
   *
   * @param before uploads that wrote something later may still be under way
   * @return paths below the root, in their order
   */
  public List<String> incomplete(Instant before) throws IOException {
    List<String> folders = new ArrayList<>(children(PUBLISHED));
    for (String model : children(TRAININGS)) {
      folders.addAll(children(model));
    }
    List<String> incomplete = new ArrayList<>();
    for (String folder : folders) {
      VersionFolder version = folder(folder);
      if (version.manifest().isEmpty() && version.lastWritten().isBefore(before)) {
        incomplete.add(folder);
      }
    }
    return incomplete;
  }

  /** Deletes what {@link #incomplete} named; a version that has a manifest by now stays. */
  public void deleteIncomplete(String belowRoot) throws IOException {
    if (folder(belowRoot).manifest().isEmpty()) {
      files.delete(new org.apache.hadoop.fs.Path(root, belowRoot), true);
    }
  }

  private List<String> children(String parent) throws IOException {
    try {
      return Stream.of(files.listStatus(new org.apache.hadoop.fs.Path(root, parent)))
          .filter(FileStatus::isDirectory)
          .map(child -> parent + "/" + child.getPath().getName())
          .sorted()
          .toList();
    } catch (FileNotFoundException e) {
      return List.of();
    }
  }

  /** The folder of a manifest, training or published. */
  VersionFolder folder(ModelManifest manifest) {
    String version = manifest.version();
    return folder(manifest.isPublished() ? PUBLISHED + "/" + version : version);
  }

  VersionFolder folder(String belowRoot) {
    return new VersionFolder(files, new org.apache.hadoop.fs.Path(root, belowRoot));
  }

  @Override
  public void close() throws IOException {
    files.close();
  }

  private String belowRoot(String path) {
    int start = path.indexOf(TRAININGS + "/");
    return (start < 0 ? path : path.substring(start)).replaceAll("/+$", "");
  }

  private VersionSeries trainings(String name) {
    return VersionSeries.trainings(files, root, clock, name);
  }

  private VersionSeries publishedOf(String name) {
    return VersionSeries.published(files, root, clock, name);
  }

  private LocalModelCache cache(Path workDirectory) {
    return new LocalModelCache(workDirectory, settings.cacheBytes());
  }
}
