package fr.recap.models;

import fr.recap.config.ConfigException;
import fr.recap.config.Nearest;
import fr.recap.config.RecapConfig;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What the store has of some models: published versions and trainings. */
public final class ListTrainings {
  private final RecapConfig config;
  private final List<String> models;

  /**
   * @param models such as NAF, in whatever case; none for all
   */
  public ListTrainings(RecapConfig config, Collection<String> models) {
    this.config = config;
    this.models = models.stream().map(model -> model.toUpperCase(Locale.ROOT)).toList();
  }

  /**
   * A version and what it was made of.
   *
   * @param table of the forms that were learned from; empty where the version doesn't tell
   * @param differing settings of its training that differ from the defaults, by full name
   * @param published versions that a training was published as, the newest first
   * @param current whether it is the version that {@code recap code} takes now
   */
  public record Entry(
      ModelManifest manifest,
      Optional<String> table,
      Map<String, Differing> differing,
      List<String> published,
      boolean current) {}

  /**
   * A setting that was changed.
   *
   * @param value that it had
   * @param usual its default; empty where there is none
   */
  public record Differing(String value, String usual) {}

  /**
   * Lists them.
   *
   * @return by model, published versions first, the newest of each first
   * @throws ConfigException if the store has nothing of a model that was asked for
   */
  public Map<String, List<Entry>> execute() throws IOException {
    Map<String, List<Entry>> found = new TreeMap<>();
    try (ModelStore store = ModelStore.open(config.store())) {
      List<String> stored = store.models();
      for (String model : models.isEmpty() ? stored : models) {
        if (!stored.contains(model)) {
          throw new ConfigException(
              "There is no training or published version of %s in %s%s"
                  .formatted(model, config.store().root(), Nearest.hint(model, stored)));
        }
        found.put(model, entries(store, model));
      }
    }
    return found;
  }

  private List<Entry> entries(ModelStore store, String model) throws IOException {
    List<ModelManifest> all = store.all(model);
    Optional<String> current =
        TrainedSettings.of(config.rendered(), model)
            .version()
            .or(
                () ->
                    all.stream()
                        .filter(ModelManifest::isPublished)
                        .map(ModelManifest::version)
                        .findFirst());
    List<Entry> entries = new ArrayList<>();
    for (ModelManifest manifest : all) {
      entries.add(entry(store, manifest, all, current));
    }
    return entries;
  }

  static Entry entry(
      ModelStore store, ModelManifest manifest, List<ModelManifest> all, Optional<String> current)
      throws IOException {
    Optional<TrainedSettings> settings =
        store
            .folder(manifest)
            .text(TrainingFolder.CONFIGURATION)
            .map(json -> TrainedSettings.of(json, manifest.name()));
    return new Entry(
        manifest,
        settings.flatMap(TrainedSettings::table),
        settings.map(TrainedSettings::differing).orElse(Map.of()),
        all.stream()
            .filter(other -> other.isPublished() && !manifest.isPublished())
            .filter(other -> other.training().equals(manifest.version()))
            .map(ModelManifest::version)
            .toList(),
        current.equals(Optional.of(manifest.version())));
  }
}
