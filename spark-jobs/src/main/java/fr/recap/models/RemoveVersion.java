package fr.recap.models;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fr.recap.config.ConfigException;
import fr.recap.config.RecapConfig;
import fr.recap.config.RefusedInputException;
import fr.recap.postgres.RunManifests;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Removes a training or a published version that nothing names any more. */
public final class RemoveVersion {
  private final RecapConfig config;
  private final String version;

  /**
   * @param version such as {@code NAF_2026-11-24} or {@code trainings/NAF/2026-11-24_1}
   */
  public RemoveVersion(RecapConfig config, String version) {
    this.config = config;
    this.version = version;
  }

  /**
   * Removes it.
   *
   * @return the manifest that it had
   * @throws ConfigException if there is no such version
   * @throws RefusedInputException if something names it, which the message tells
   */
  public ModelManifest execute() throws IOException {
    try (ModelStore store = ModelStore.open(config.store())) {
      ModelManifest manifest = store.find(version);
      List<String> named = named(store, manifest);
      if (!named.isEmpty()) {
        throw new RefusedInputException(
            "%s stays in %s: %s"
                .formatted(version, config.store().root(), String.join("; ", named)));
      }
      store.folder(version.contains("/") ? version : ModelStore.PUBLISHED + "/" + version).delete();
      return manifest;
    }
  }

  /** What names it, each as a clause. */
  private List<String> named(ModelStore store, ModelManifest manifest) throws IOException {
    List<String> named = new ArrayList<>();
    if (manifest.isPublished()) {
      Optional<ModelManifest> newest = store.latest(manifest.name());
      if (newest.isPresent() && newest.get().version().equals(version)) {
        named.add("it is the newest published version of " + manifest.name());
      }
    } else {
      for (ModelManifest other : store.all(manifest.name())) {
        if (other.isPublished() && other.training().equals(version)) {
          named.add(
              "%s was published from it%s"
                  .formatted(
                      other.version(),
                      other
                          .decision()
                          .map(made -> " with a threshold that " + made.who() + " chose")
                          .orElse("")));
        }
      }
    }
    settings("", new ObjectMapper().readTree(config.rendered()), manifest, named);
    Map<String, List<String>> made = new LinkedHashMap<>();
    for (RunManifests.Use use : RunManifests.uses(config, version)) {
      if (stands(store, use)) {
        made.computeIfAbsent(use.runId(), run -> new ArrayList<>()).add(use.output());
      }
    }
    made.forEach(
        (run, outputs) ->
            named.add("run %s made %s with it".formatted(run, String.join(", ", outputs))));
    return named;
  }

  /** A training that was removed asks for nothing any more. */
  private static boolean stands(ModelStore store, RunManifests.Use use) throws IOException {
    return !VersionName.isStored(use.output()) || store.folder(use.output()).manifest().isPresent();
  }

  private void settings(String key, JsonNode node, ModelManifest manifest, List<String> named) {
    if (node.isValueNode()) {
      if (node.asText().equals(version) || node.asText().equals(manifest.fingerprint())) {
        named.add("the setting %s names it".formatted(key));
      }
      return;
    }
    if (node.isArray()) {
      node.forEach(element -> settings(key, element, manifest, named));
    }
    node.fields()
        .forEachRemaining(
            field ->
                settings(
                    key.isEmpty() ? field.getKey() : key + "." + field.getKey(),
                    field.getValue(),
                    manifest,
                    named));
  }
}
