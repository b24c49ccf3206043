package fr.recap.operations;

import fr.recap.config.RecapConfig;
import fr.recap.elastic.DeadIndices;
import fr.recap.models.ModelStore;
import fr.recap.postgres.Postgres;
import fr.recap.postgres.StaleStagings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.io.file.PathUtils;

/**
 * Lists, and removes if asked to, what dead runs left: staging tables, versions of indices that no
 * alias points to, versions of models without a manifest, and files in the scratch folder.
 *
 * <p>Live runs hold locks on their staging tables and aliases. Uploads and scratch files have none,
 * and rows that await publication are nobody's: there only what is old enough is taken to be dead.
 */
public final class Clean {
  private static final String SCRATCH = "scratch";

  private final RecapConfig config;
  private final Duration age;
  private final boolean remove;

  /**
   * Something that a dead run left.
   *
   * @param kind staging table, index, model or scratch
   * @param name table, index, path below the store's root, or local path
   */
  public record Leftover(String kind, String name) {}

  /**
   * What was found.
   *
   * @param removed whether it is gone
   */
  public record Result(List<Leftover> leftovers, boolean removed) {}

  /**
   * @param age of uploads, scratch files and rows that await publication which are taken to be dead
   * @param remove whether they are removed; else they are listed
   */
  public Clean(RecapConfig config, Duration age, boolean remove) {
    this.config = config;
    this.age = age;
    this.remove = remove;
  }

  /**
   * Looks everywhere.
   *
   * @throws fr.recap.config.ConfigException if a server can't be reached
   */
  public Result execute() {
    List<Leftover> found = new ArrayList<>();
    StaleStagings.of(new Postgres(config.postgres()), age, remove)
        .forEach(name -> found.add(new Leftover("staging table", name)));
    DeadIndices.of(config, remove).forEach(name -> found.add(new Leftover("index", name)));
    try {
      Instant before = Instant.now().minus(age);
      incompleteModels(before).forEach(name -> found.add(new Leftover("model", name)));
      scratch(before).forEach(path -> found.add(new Leftover(SCRATCH, path.toString())));
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The store or the work directory can't be cleaned: " + e.getMessage(), e);
    }
    return new Result(List.copyOf(found), remove);
  }

  private List<String> incompleteModels(Instant before) throws IOException {
    try (ModelStore store = ModelStore.open(config.store())) {
      List<String> incomplete = store.incomplete(before);
      if (remove) {
        for (String version : incomplete) {
          store.deleteIncomplete(version);
        }
      }
      return incomplete;
    }
  }

  private List<Path> scratch(Instant before) throws IOException {
    Path folder = config.workDirectory().resolve(SCRATCH);
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    List<Path> old = new ArrayList<>();
    try (Stream<Path> children = Files.list(folder)) {
      for (Path child : children.sorted().toList()) {
        if (Files.getLastModifiedTime(child).toInstant().isBefore(before)) {
          old.add(child);
        }
      }
    }
    if (remove) {
      for (Path path : old) {
        PathUtils.delete(path);
      }
    }
    return old;
  }
}
