package fr.recap.service;

import fr.recap.config.ConfigException;
import fr.recap.config.NomenclatureSettings;
import fr.recap.config.RecapConfig;
import fr.recap.elastic.ElasticException;
import fr.recap.elastic.IndexAdmin;
import fr.recap.elastic.MultiSearch;
import fr.recap.models.ModelLoader;
import fr.recap.models.ModelManifest;
import fr.recap.models.ModelStore;
import fr.recap.nomenclature.NomenclatureCoder;
import fr.recap.nomenclature.TrainNomenclature;
import fr.recap.noncodable.NoncodableScorer;
import fr.recap.noncodable.TrainNoncodable;
import fr.recap.register.FreshWordings;
import fr.recap.service.Published.Coder;
import fr.recap.service.Published.Detector;
import fr.recap.service.Published.Matcher;
import fr.recap.service.Published.Searching;
import fr.recap.siret.FormMatcher;
import fr.recap.siret.MatchSiret;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The published models in memory. Newer versions are loaded beside those that answer, then take
 * their place at once; one that can't be loaded leaves the old ones where they are.
 */
final class ModelRegistry {
  private static final Logger LOG = LoggerFactory.getLogger(ModelRegistry.class);

  private final RecapConfig config;
  private final IndexAdmin admin;
  private final MultiSearch client;
  private final FreshWordings fresh;
  private final AtomicReference<Published> current = new AtomicReference<>();

  /**
   * @param fresh what forms say that were validated since the index of the register was made
   */
  ModelRegistry(RecapConfig config, IndexAdmin admin, MultiSearch client, FreshWordings fresh) {
    this.config = config;
    this.admin = admin;
    this.client = client;
    this.fresh = fresh;
  }

  /** What requests are answered out of now. */
  Published current() {
    return current.get();
  }

  /**
   * Looks for newer versions, and takes them over.
   *
   * @return whether there were any
   * @throws ConfigException if a model is not published or can't be used
   * @throws IOException if the store can't be read
   */
  synchronized boolean reload() throws IOException {
    Published before = current.get();
    Published loaded;
    try (ModelStore store = ModelStore.open(config.store())) {
      Map<String, CompletableFuture<Coder>> loading = new LinkedHashMap<>();
      for (NomenclatureSettings each : config.coded()) {
        Coder old = before == null ? null : before.coders().get(each.name());
        loading.put(each.name(), async(() -> coder(store, each, old)));
      }
      CompletableFuture<Matcher> siret =
          async(() -> matcher(store, before == null ? null : before.siret()));
      Detector noncodable = detector(store, before == null ? null : before.noncodable());
      Map<String, Coder> coders = new LinkedHashMap<>();
      for (Map.Entry<String, CompletableFuture<Coder>> each : loading.entrySet()) {
        coders.put(each.getKey(), join(each.getValue()));
      }
      loaded =
          new Published(
              coders,
              coders.get(config.activity().name()),
              noncodable,
              join(siret),
              before == null ? null : before.searching());
    }
    boolean changed = before == null || !loaded.versions().equals(before.versions());
    if (changed) {
      boolean otherMatcher =
          before == null || !loaded.siret().version().equals(before.siret().version());
      current.set(otherMatcher ? loaded.with(open(loaded.siret())) : loaded);
      LOG.info("Models: {}", loaded.versions());
    }
    return changed;
  }

  /** Opens the matcher anew if it has none of its indices, or their aliases have moved. */
  synchronized void refreshIndices() {
    Published before = current.get();
    FormMatcher matcher = before.searching().matcher();
    if (matcher != null) {
      try {
        if (matcher.isCurrent(before.siret().model(), config, admin)) {
          return;
        }
      } catch (ConfigException | ElasticException e) {
        // It does not answer: searches that are sent meanwhile say so themselves.
        LOG.debug("The aliases can't be read", e);
        return;
      }
    }
    Searching opened = open(before.siret());
    if (opened.matcher() != null || matcher == null) {
      current.set(before.with(opened));
    }
  }

  private Searching open(Matcher siret) {
    try {
      FormMatcher matcher = FormMatcher.open(siret.model(), config, admin, client, fresh);
      LOG.info("Indices: {}", matcher.versions());
      return new Searching(matcher, null);
    } catch (ConfigException | ElasticException e) {
      LOG.warn("Establishments can't be searched for: {}", e.getMessage());
      // Not the message itself, which names servers.
      return new Searching(
          null, "the indices can't be searched now, the log of the service tells why");
    }
  }

  private Coder coder(ModelStore store, NomenclatureSettings settings, Coder before)
      throws IOException {
    ModelManifest manifest =
        store.resolve(TrainNomenclature.model(settings.name()), settings.model());
    return before != null && before.version().equals(manifest.version())
        ? before
        : new Coder(
            manifest.version(),
            load(store, manifest, NomenclatureCoder::load),
            settings,
            manifest.decision());
  }

  private Detector detector(ModelStore store, Detector before) throws IOException {
    ModelManifest manifest = store.resolve(TrainNoncodable.MODEL, config.noncodable().model());
    return before != null && before.version().equals(manifest.version())
        ? before
        : new Detector(
            manifest.version(), load(store, manifest, NoncodableScorer::load), manifest.decision());
  }

  private Matcher matcher(ModelStore store, Matcher before) throws IOException {
    ModelManifest manifest = store.resolve(MatchSiret.MODEL, config.siret().model());
    return before != null && before.version().equals(manifest.version())
        ? before
        : new Matcher(
            manifest.version(),
            load(store, manifest, FormMatcher.Model::load),
            manifest.decision());
  }

  private <T> T load(ModelStore store, ModelManifest manifest, ModelLoader<T> loader)
      throws IOException {
    return loader.load(store.fetch(manifest.name(), manifest.version(), config.workDirectory()));
  }

  /** Work that may fail as reading a store does. */
  @FunctionalInterface
  private interface Reading<T> {
    T read() throws IOException;
  }

  private static <T> CompletableFuture<T> async(Reading<T> reading) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return reading.read();
          } catch (IOException e) {
            throw new CompletionException(e);
          }
        });
  }

  private static <T> T join(CompletableFuture<T> future) throws IOException {
    try {
      return future.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof IOException failure) {
        throw failure;
      }
      throw e.getCause() instanceof RuntimeException failure ? failure : e;
    }
  }
}
