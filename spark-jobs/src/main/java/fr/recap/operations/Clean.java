package fr.recap.operations;

import fr.recap.campaign.DeadCheckpoints;
import fr.recap.config.RecapConfig;
import fr.recap.indexing.DeadIndices;
import fr.recap.models.ModelStore;
import fr.recap.postgres.Postgres;
import fr.recap.postgres.StaleStagings;
import fr.recap.runtime.FailureTraces;
import fr.recap.runtime.Scratch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Lists, and removes if asked to, what dead runs left: staging tables, versions of indices that no
 * alias points to, versions of models without a manifest, forms that a run had coded before it
 * died, scratch folders, those of Spark among them, and old traces of failures.
 *
 * <p>Live runs hold locks on their staging tables, aliases and scratch folders. Uploads and coded
 * forms have none, nor scratch files without a lock, and rows that await publication are nobody's:
 * there only what is old enough is taken to be dead.
 */
public final class Clean {
  private final RecapConfig config;
  private final Duration age;
  private final boolean remove;

  /**
   * Something that a dead run left.
   *
   * @param kind staging table, index, model, checkpoint, scratch or trace
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
   * @param age of uploads, coded forms, scratch files without a lock, traces and rows that await
   *     publication which are taken to be dead
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
      DeadCheckpoints.of(config.store(), before, remove)
          .forEach(name -> found.add(new Leftover("checkpoint", name)));
      Scratch.dead(config.workDirectory(), before, remove)
          .forEach(path -> found.add(new Leftover("scratch", path.toString())));
      FailureTraces.old(config.workDirectory(), before, remove)
          .forEach(path -> found.add(new Leftover("trace", path.toString())));
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
}
