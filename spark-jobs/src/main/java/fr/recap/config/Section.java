package fr.recap.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException.BadValue;
import com.typesafe.config.ConfigException.Null;
import com.typesafe.config.ConfigException.WrongType;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Reads typed values of one block of settings; a wrong one names its file, line, key and value. */
final class Section {
  private final Config config;
  private final String prefix;

  Section(Config config, String prefix) {
    this.config = config;
    this.prefix = prefix;
  }

  /** The block below a key. */
  Section at(String key) {
    return new Section(get(key, config::getConfig), prefix + key + ".");
  }

  /**
   * The blocks of a list, which messages call entries and count from 1.
   *
   * @param defaults all keys that a block may have, with what holds where it lacks them
   */
  List<Section> blocks(String key, Config defaults) {
    List<Section> blocks = new ArrayList<>();
    for (ConfigValue value : get(key, config::getList)) {
      String name = "%s%s, entry %d: ".formatted(prefix, key, blocks.size() + 1);
      if (!(value instanceof ConfigObject block)) {
        throw new ConfigException(
            "%s: %sit must be a block of settings, cannot be: %s"
                .formatted(value.origin().description(), name, value.unwrapped()));
      }
      Set<String> known = defaults.root().keySet();
      for (Map.Entry<String, ConfigValue> given : block.entrySet()) {
        if (!known.contains(given.getKey())) {
          throw new ConfigException(
              "%s: %sunknown setting %s%s"
                  .formatted(
                      given.getValue().origin().description(),
                      name,
                      given.getKey(),
                      Nearest.hint(given.getKey(), known)));
        }
      }
      Config complete = block.toConfig();
      for (Map.Entry<String, ConfigValue> missing : defaults.root().entrySet()) {
        if (!block.containsKey(missing.getKey())) {
          complete =
              complete.withValue(missing.getKey(), missing.getValue().withOrigin(block.origin()));
        }
      }
      blocks.add(new Section(complete, name));
    }
    return blocks;
  }

  /** Names of the blocks and values of this block. */
  List<String> keys() {
    return config.root().keySet().stream().sorted().toList();
  }

  String text(String key) {
    return get(key, config::getString);
  }

  Optional<String> optionalText(String key) {
    return config.getIsNull(key) ? Optional.empty() : Optional.of(text(key));
  }

  List<String> texts(String key) {
    return List.copyOf(get(key, config::getStringList));
  }

  /** A text, a list of texts in its place, or null for none. */
  List<String> anyTexts(String key) {
    if (config.getIsNull(key)) {
      return List.of();
    }
    return config.getValue(key).valueType() == ConfigValueType.LIST
        ? texts(key)
        : List.of(text(key));
  }

  TableName table(String key) {
    try {
      return TableName.parse(text(key));
    } catch (ConfigException e) {
      throw wrong(key, e.getMessage());
    }
  }

  boolean flag(String key) {
    return get(key, config::getBoolean);
  }

  int integer(String key, int min, int max) {
    int value = get(key, config::getInt);
    if (value < min || value > max) {
      throw wrong(key, "must be between %d and %d, cannot be: %d".formatted(min, max, value));
    }
    return value;
  }

  long number(String key) {
    return get(key, config::getLong);
  }

  /** A share or probability in [0, 1]. */
  double share(String key) {
    double value = get(key, config::getDouble);
    if (!(value >= 0 && value <= 1)) {
      throw wrong(key, "must be between 0 and 1, cannot be: " + value);
    }
    return value;
  }

  /** A number within bounds, both included. */
  double decimal(String key, double min, double max) {
    double value = get(key, config::getDouble);
    if (!(value >= min && value <= max)) {
      throw wrong(
          key,
          "must be between %s and %s, cannot be: %s"
              .formatted(plain(min), plain(max), plain(value)));
    }
    return value;
  }

  /** Numbers within bounds, at least one and each once, in their order. */
  List<Double> decimals(String key, double min, double max) {
    List<Double> values = List.copyOf(get(key, config::getDoubleList));
    if (values.isEmpty()) {
      throw wrong(key, "must have at least one value to try");
    }
    for (double value : values) {
      if (!(value >= min && value <= max)) {
        throw wrong(
            key,
            "must have values between %s and %s, cannot have: %s"
                .formatted(plain(min), plain(max), plain(value)));
      }
    }
    if (Set.copyOf(values).size() < values.size()) {
      throw wrong(key, "has a value twice: " + values);
    }
    return values;
  }

  private static String plain(double value) {
    return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
  }

  Duration duration(String key) {
    return get(key, config::getDuration);
  }

  long bytes(String key) {
    return get(key, config::getBytes);
  }

  String oneOf(String key, List<String> allowed) {
    String value = text(key);
    if (!allowed.contains(value)) {
      throw wrong(
          key,
          "must be one of %s, cannot be: %s%s"
              .formatted(String.join(", ", allowed), value, Nearest.hint(value, allowed)));
    }
    return value;
  }

  /** A constant of an enumeration, written in lower case. */
  <E extends Enum<E>> E choice(String key, Class<E> type) {
    List<String> names =
        Arrays.stream(type.getEnumConstants())
            .map(constant -> constant.name().toLowerCase(Locale.ROOT))
            .toList();
    return type.getEnumConstants()[names.indexOf(oneOf(key, names))];
  }

  private <T> T get(String key, Function<String, T> reader) {
    try {
      return reader.apply(key);
    } catch (Null e) {
      throw wrong(key, "must be set");
    } catch (WrongType | BadValue e) {
      throw wrong(
          key,
          "has a wrong value: "
              + config.getValue(key).unwrapped()
              + " ("
              + e.getMessage().replaceFirst("^.*?: \\d+: ", "")
              + ")");
    }
  }

  /** A complaint about a value, with its place. */
  ConfigException wrong(String key, String problem) {
    String origin = config.root().containsKey(key) ? place(key) : "";
    return new ConfigException(origin + prefix + key + " " + problem);
  }

  private String place(String key) {
    return config.root().get(key).origin().description() + ": ";
  }
}
