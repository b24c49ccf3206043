package fr.recap.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Puts settings together: {@code -D} overrides, over the campaign's files (a later one wins), over
 * the defaults of {@code recap.conf}. A setting that the defaults don't know is refused.
 */
public final class ConfigLoader {
  private static final String DEFAULTS = "recap.conf";
  private static final String NOMENCLATURES = "nomenclatures";
  private static final String TEMPLATE = "naf";

  private ConfigLoader() {}

  /** The defaults alone, as tests and notebooks without a file use them. */
  public static RecapConfig defaults() {
    return load(List.of(), Map.of());
  }

  /**
   * Loads and checks settings, with secrets from this process's environment.
   *
   * @param files campaign files, the strongest last
   * @param overrides full keys and values as text
   * @throws ConfigException if a file can't be read, or a setting is unknown or wrong
   */
  public static RecapConfig load(List<Path> files, Map<String, String> overrides) {
    return load(files, overrides, System.getenv());
  }

  static RecapConfig load(
      List<Path> files, Map<String, String> overrides, Map<String, String> environment) {
    Config defaults = readDefaults();
    Config merged = defaults;
    for (Path file : files) {
      Config layer = readFile(file);
      refuseUnknown(layer.root(), defaults.root(), "");
      merged = layer.withFallback(merged);
    }
    for (Map.Entry<String, String> override : overrides.entrySet()) {
      Config layer = readOverride(override.getKey(), override.getValue());
      refuseUnknown(layer.root(), defaults.root(), "");
      merged = layer.withFallback(merged);
    }
    Config resolved;
    try {
      resolved = completeNomenclatures(merged, defaults).resolve();
    } catch (com.typesafe.config.ConfigException e) {
      throw new ConfigException(e.getMessage(), e);
    }
    return RecapConfig.read(resolved, environment);
  }

  private static Config readDefaults() {
    Config defaults = ConfigFactory.parseResources(ConfigLoader.class.getClassLoader(), DEFAULTS);
    if (defaults.isEmpty()) {
      throw new IllegalStateException(DEFAULTS + " is not on the class path");
    }
    return defaults;
  }

  private static Config readFile(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new ConfigException("There is no settings file " + file);
    }
    try {
      return ConfigFactory.parseFile(
          file.toFile(), ConfigParseOptions.defaults().setAllowMissing(false));
    } catch (com.typesafe.config.ConfigException e) {
      throw new ConfigException("The settings file can't be read: " + e.getMessage(), e);
    }
  }

  private static Config readOverride(String key, String value) {
    ConfigParseOptions origin =
        ConfigParseOptions.defaults().setOriginDescription("-D " + key + "=...");
    try {
      return ConfigFactory.parseString(key + " = " + value, origin);
    } catch (com.typesafe.config.ConfigException e) {
      // Not HOCON as it stands (a URL, a path with colons): taken as plain text.
      return ConfigFactory.parseMap(Map.of(key, value), "-D " + key);
    }
  }

  /**
   * A nomenclature that is not in the defaults takes from naf what it doesn't set itself, but for
   * what can belong to one nomenclature alone: its table, its truth, the column that it fills.
   */
  private static Config completeNomenclatures(Config merged, Config defaults) {
    ConfigObject known = (ConfigObject) defaults.root().get(NOMENCLATURES);
    Config completed = merged;
    for (String name : ((ConfigObject) merged.root().get(NOMENCLATURES)).keySet()) {
      if (!known.containsKey(name)) {
        ConfigObject block = (ConfigObject) known.get(TEMPLATE);
        String path = ConfigUtil.joinPath(NOMENCLATURES, name);
        Config own =
            ConfigFactory.parseString(
                """
                %1$s.projections = %2$s${year}
                %1$s.evaluation-truth = %3$s
                %1$s.previous-code = null
                %1$s.previous-coder = null
                %1$s.clerk-code = null
                %1$s.fills = null
                """
                    .formatted(
                        path,
                        ConfigUtil.quoteString(name + "_projections_"),
                        ConfigUtil.quoteString(name)));
        completed =
            completed.withFallback(own).withFallback(ConfigFactory.empty().withValue(path, block));
      }
    }
    return completed;
  }

  private static void refuseUnknown(ConfigObject given, ConfigObject known, String prefix) {
    for (Map.Entry<String, ConfigValue> entry : given.entrySet()) {
      String key = entry.getKey();
      String path = prefix + key;
      ConfigValue expected = known.get(key);
      if (expected == null && prefix.equals(NOMENCLATURES + ".")) {
        expected = known.get(TEMPLATE);
      }
      if (expected == null) {
        throw new ConfigException(
            "%s: unknown setting %s%s"
                .formatted(
                    entry.getValue().origin().description(),
                    path,
                    suggestion(key, path, known, prefix)));
      }
      if (expected instanceof ConfigObject block) {
        if (!(entry.getValue() instanceof ConfigObject child)) {
          throw new ConfigException(
              "%s: %s is a block of settings, not a value"
                  .formatted(entry.getValue().origin().description(), path));
        }
        refuseUnknown(child, block, path + ".");
      }
    }
  }

  private static String suggestion(String key, String path, ConfigObject siblings, String prefix) {
    Optional<String> sibling = Nearest.to(key, siblings.keySet());
    return sibling
        .map(name -> "; did you mean " + prefix + name + "?")
        .orElseGet(() -> Nearest.hint(path, allKeys(readDefaults().root(), "")));
  }

  private static List<String> allKeys(ConfigObject block, String prefix) {
    List<String> keys = new ArrayList<>();
    block.forEach(
        (key, value) -> {
          if (value instanceof ConfigObject child) {
            keys.addAll(allKeys(child, prefix + key + "."));
          } else {
            keys.add(prefix + key);
          }
        });
    return keys;
  }
}
