package fr.recap.elastic;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fr.recap.config.ConfigLoader;
import fr.recap.config.ElasticsearchSettings;
import fr.recap.config.RecapConfig;
import fr.recap.sandbox.Endpoints;
import fr.recap.sandbox.Sandbox;
import fr.recap.sandbox.SandboxOptions;
import fr.recap.sandbox.Server;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The Elasticsearch and PostgreSQL servers that all tests of a JVM share; they end with it. */
public final class TestElastic {
  private static final class Servers {
    private static final Endpoints ENDPOINTS = start();

    private static Endpoints start() {
      try {
        Path folder =
            Files.createTempDirectory(Files.createDirectories(Path.of("target")), "servers");
        return new Sandbox(folder, options(Server.ELASTICSEARCH, Server.POSTGRES)).start();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private TestElastic() {}

  /**
   * These servers, with OpenSearch in the place of Elasticsearch where -Drecap.search=opensearch
   * says so.
   */
  public static SandboxOptions options(Server first, Server... others) {
    SandboxOptions options = SandboxOptions.forTests(first, others);
    return "opensearch".equals(System.getProperty("recap.search"))
        ? options.withOpenSearch()
        : options;
  }

  /** Default settings, connected to the test servers. */
  public static RecapConfig config() {
    return config(Map.of());
  }

  /** The same, with some settings changed. */
  public static RecapConfig config(Map<String, String> overrides) {
    return ConfigLoader.load(List.of(Servers.ENDPOINTS.confFile()), overrides);
  }

  /** Settings and mappings of an index that takes what comes. */
  public static ObjectNode definition() {
    return JsonNodeFactory.instance.objectNode();
  }

  /** Writes documents that have their identifier as {@code cabbi}. */
  static void write(ElasticsearchSettings settings, String version, String... ids) {
    try (DocumentWriter writer = DocumentWriter.toVersion(settings, version)) {
      for (String id : ids) {
        writer.add(id, JsonNodeFactory.instance.objectNode().put("cabbi", id));
      }
      writer.flush();
    }
  }
}
