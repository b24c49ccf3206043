package fr.recap.models;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fr.recap.config.ConfigLoader;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The settings that shaped a training, out of all that it was run with. */
final class TrainedSettings {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String NOMENCLATURES = "nomenclatures";

  /** Shape whatever is trained. */
  private static final List<String> OF_ALL = List.of("seed", "training-workers", "selection");

  /** Settings of a coder that say what becomes of its codes, not how it is trained. */
  private static final Set<String> OF_CODING =
      Set.of(
          "clerk-code",
          "coded",
          "evaluation-truth",
          "fills",
          "model",
          "previous-code",
          "previous-coder",
          "projections",
          "register",
          "without-main-field");

  private final JsonNode root;
  private final String model;

  private TrainedSettings(JsonNode root, String model) {
    this.root = root;
    this.model = model;
  }

  /**
   * Reads them.
   *
   * @param json all settings as a run had them
   * @param model such as NAF
   */
  static TrainedSettings of(String json, String model) {
    try {
      return new TrainedSettings(JSON.readTree(json), model.toLowerCase(Locale.ROOT));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("The settings of " + model + " are no JSON", e);
    }
  }

  /** What holds where nothing is set. */
  static TrainedSettings defaults(String model) {
    return of(ConfigLoader.defaults().rendered(), model);
  }

  /** Values by full name; an added nomenclature has those of naf where it doesn't set them. */
  Map<String, String> values() {
    Map<String, String> values = new TreeMap<>();
    OF_ALL.forEach(key -> flatten(key, root.path(key), values));
    JsonNode nomenclatures = root.path(NOMENCLATURES);
    if (nomenclatures.has(model)) {
      flatten(NOMENCLATURES + "." + model, nomenclatures.path(model), values);
    } else {
      flatten(model, root.path(model), values);
    }
    return values;
  }

  /** Those that have another value than the defaults, by full name. */
  Map<String, ListTrainings.Differing> differing() {
    TrainedSettings defaults = defaults(model);
    Map<String, String> usual = defaults.values();
    if (root.path(NOMENCLATURES).has(model) && !defaults.root.path(NOMENCLATURES).has(model)) {
      flatten(NOMENCLATURES + "." + model, defaults.root.path(NOMENCLATURES).path("naf"), usual);
    }
    Map<String, ListTrainings.Differing> differing = new TreeMap<>();
    values()
        .forEach(
            (key, value) -> {
              String other = usual.getOrDefault(key, "");
              if (!value.equals(other)) {
                differing.put(key, new ListTrainings.Differing(value, other));
              }
            });
    return differing;
  }

  /** The table of the forms that were learned from. */
  Optional<String> table() {
    return Optional.ofNullable(root.path("tables").path("training-forms").textValue());
  }

  /** The published version that these settings name; empty for the newest. */
  Optional<String> version() {
    JsonNode block = root.path(NOMENCLATURES).path(model);
    return Optional.ofNullable(
        (block.isMissingNode() ? root.path(model) : block).path("model").textValue());
  }

  private static void flatten(String key, JsonNode node, Map<String, String> into) {
    if (node.isObject()) {
      node.fields()
          .forEachRemaining(
              field -> {
                if (!OF_CODING.contains(field.getKey())) {
                  flatten(key + "." + field.getKey(), field.getValue(), into);
                }
              });
    } else if (!node.isMissingNode()) {
      into.put(key, node.isTextual() ? node.textValue() : node.toString());
    }
  }
}
