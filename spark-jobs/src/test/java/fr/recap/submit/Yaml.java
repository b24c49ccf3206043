package fr.recap.submit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Reads YAML files as JSON. */
final class Yaml {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Yaml() {}

  /** The documents of a file; a key that stands twice in one mapping is an error. */
  static List<JsonNode> documents(Path file) {
    LoaderOptions options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    List<JsonNode> documents = new ArrayList<>();
    try {
      new org.yaml.snakeyaml.Yaml(new SafeConstructor(options))
          .loadAll(Files.readString(file))
          .forEach(document -> documents.add(MAPPER.valueToTree(document)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return documents;
  }
}
