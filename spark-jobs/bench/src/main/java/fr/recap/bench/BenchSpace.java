package fr.recap.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fr.recap.config.ConfigException;
import fr.recap.config.RecapConfig;
import fr.recap.models.RemoteFiles;
import fr.recap.postgres.OwnSchema;
import fr.recap.postgres.Postgres;
import fr.recap.runtime.RunId;
import fr.recap.runtime.Scratch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Where a bench works without touching what is anybody's: a schema of PostgreSQL for all tables of
 * the settings, a folder of the store for all models, a folder of the work directory for caches and
 * scratch. Closing it removes all three.
 *
 * <p>A killed process leaves them. Schema and folder of the store bear its name, by which {@link
 * #remove} takes them away; the folder of the work directory is what {@code recap clean} finds,
 * there and on other machines of a cluster.
 */
final class BenchSpace implements AutoCloseable {
  private static final String PREFIX = "recap_bench";
  private static final Pattern NAME = Pattern.compile(PREFIX + "_[0-9]{8}t[0-9]{6}_[0-9a-f]{6}");

  /** The nomenclatures that generated forms have codes of. */
  private static final List<String> GENERATED = List.of("naf", "pcs");

  private final RecapConfig config;
  private final String name;
  private final Scratch work;
  private final boolean keep;

  private BenchSpace(RecapConfig config, String name, Scratch work, boolean keep) {
    this.config = config;
    this.name = name;
    this.work = work;
    this.keep = keep;
  }

  /**
   * A new one; its schema and folders appear when something is written.
   *
   * @param config the settings of the run, where its servers are
   * @param keep whether schema and folder of the store stay when it is closed
   */
  static BenchSpace create(RecapConfig config, boolean keep) throws IOException {
    return new BenchSpace(
        config, RunId.next(PREFIX), Scratch.create(config.workDirectory(), PREFIX), keep);
  }

  /** Name of the schema and of the folder below the store's root. */
  String name() {
    return name;
  }

  /**
   * What makes the jobs work here: settings by full key, values as in a file of settings. Versions
   * that the settings name are of another store, so that the newest one is taken of all; nothing is
   * searched for in Elasticsearch.
   */
  Map<String, String> settings() {
    Map<String, String> all = new TreeMap<>();
    tables().forEach(key -> all.put("tables." + key, table(key)));
    config
        .nomenclatures()
        .keySet()
        .forEach(
            nomenclature -> {
              String key = "nomenclatures.\"" + nomenclature + "\".";
              all.put(key + "projections", table(nomenclature + "-projections"));
              all.put(key + "model", "null");
              all.put(key + "vectors", "null");
              if (!GENERATED.contains(nomenclature)) {
                all.put(key + "coded", "false");
              }
            });
    List.of("noncodable.model", "noncodable.vectors", "siret.model", "siret.register")
        .forEach(key -> all.put(key, "null"));
    all.put("siret.plan", "register");
    all.put("store.root", quoted(storeRoot(config, name)));
    all.put("store.allowed-fingerprints", "[]");
    all.put("work-directory", quoted(work.path().toString()));
    return all;
  }

  /** Keys of all names of tables, whatever tables there may be. */
  private List<String> tables() {
    try {
      JsonNode tables = new ObjectMapper().readTree(config.rendered()).get("tables");
      List<String> keys = new ArrayList<>();
      tables.fieldNames().forEachRemaining(keys::add);
      return keys;
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("The settings can't be read as JSON", e);
    }
  }

  private String table(String key) {
    return quoted(name + '.' + key.replace('-', '_'));
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  private static String storeRoot(RecapConfig config, String name) {
    String root = config.store().root();
    return root + (root.endsWith("/") ? "" : "/") + name;
  }

  /**
   * Removes what a killed process left under a name.
   *
   * @return whether there was a schema of it
   * @throws ConfigException if it is no name of a bench's space
   */
  static boolean remove(RecapConfig config, String name) {
    if (!NAME.matcher(name).matches()) {
      throw new ConfigException(
          "A campaign of a bench is called like %s_20261124t180512_3f9a1c, cannot be: %s"
              .formatted(PREFIX, name));
    }
    Postgres postgres = new Postgres(config.postgres());
    boolean there = OwnSchema.exists(postgres, name);
    OwnSchema.drop(postgres, name);
    String folder = storeRoot(config, name);
    try {
      new RemoteFiles(config.store()).deleteFolder(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "%s is left in the store: %s".formatted(folder, e.getMessage()), e);
    }
    return there;
  }

  /** Removes the schema and the folder of the store, unless they are to stay. */
  @Override
  public void close() throws IOException {
    try {
      if (!keep) {
        remove(config, name);
      }
    } finally {
      work.close();
    }
  }
}
