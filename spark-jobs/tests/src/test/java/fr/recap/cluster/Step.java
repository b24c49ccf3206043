package fr.recap.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import fr.recap.cli.Repository;
import fr.recap.config.RecapConfig;
import fr.recap.elastic.ElasticClient;
import fr.recap.sandbox.Server;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A job of a campaign that writes something, and the state that it must leave. */
enum Step {
  IMPORT("import") {
    @Override
    String[] command(Cluster cluster) {
      return new String[] {
        "import",
        "--input=" + cluster.work().resolve("demo/csv/sirus_2026"),
        "--format=csv",
        "--typing=" + Repository.root().resolve("conf/tables/sirus.csv"),
        "--table=sirus_2026",
        "--force"
      };
    }

    @Override
    Map<String, String> state(Cluster cluster) {
      return cluster.checksums(List.of("sirus_2026"));
    }
  },
  INDEX("index") {
    @Override
    String[] command(Cluster cluster) {
      return new String[] {"index", "sirus", "history", "bi"};
    }

    /** Each alias with the number of its documents and a checksum of all that they hold. */
    @Override
    Map<String, String> state(Cluster cluster) {
      RecapConfig config = cluster.config();
      List<String> aliases = new ArrayList<>(config.indices().history());
      aliases.add(config.indices().sirus());
      aliases.add(config.indices().forms());
      Map<String, String> state = new TreeMap<>();
      try (ElasticClient client = ElasticClient.open(config.elasticsearch())) {
        for (String alias : aliases) {
          client.find("/" + alias).ifPresent(found -> state.put(alias, documents(client, alias)));
        }
      }
      return state;
    }
  },
  TRAIN("train") {
    @Override
    String[] command(Cluster cluster) {
      return new String[] {"train", "pcs"};
    }

    @Override
    Map<String, String> state(Cluster cluster) {
      return lastTraining(
          cluster, "PCS", "index.bin", "encoder-0.bin", "coder.json", "metrics.json");
    }
  },
  /** Its workers train together: whoever loses one begins anew. */
  TRAIN_TREES("train siret") {
    @Override
    String[] command(Cluster cluster) {
      return new String[] {"train", "siret"};
    }

    @Override
    Map<String, String> state(Cluster cluster) {
      return lastTraining(
          cluster,
          "SIRET",
          "ranker.json",
          "automatic.json",
          "automatic-siren.json",
          "presence.json",
          "matcher.json",
          "metrics.json");
    }
  },
  TRAIN_DETECTION("train noncodable") {
    @Override
    String[] command(Cluster cluster) {
      return new String[] {"train", "noncodable"};
    }

    @Override
    Map<String, String> state(Cluster cluster) {
      return lastTraining(
          cluster, "NONCODABLE", "classifier.json", "scorer.json", "profile.json", "metrics.json");
    }
  },
  CODE("code") {
    @Override
    String[] command(Cluster cluster) {
      return new String[] {"code", "--all"};
    }

    @Override
    Map<String, String> state(Cluster cluster) {
      return cluster.checksums(Cluster.CODED);
    }
  },
  /** A run that dies leaves what it has coded, and the next one goes on. */
  CODE_IN_GROUPS("code in groups") {
    @Override
    String[] command(Cluster cluster) {
      return new String[] {"code", "--all", "-D", "checkpoint-forms=50"};
    }

    @Override
    Map<String, String> state(Cluster cluster) {
      return cluster.checksums(Cluster.CODED);
    }
  };

  private static final int PAGE = 10_000;

  private final String title;

  Step(String title) {
    this.title = title;
  }

  String title() {
    return title;
  }

  /** The job and its arguments. */
  abstract String[] command(Cluster cluster);

  /** Names and checksums of everything that the job makes visible. */
  abstract Map<String, String> state(Cluster cluster);

  /** Checksums of files of a model's last complete training, by their names. */
  private static Map<String, String> lastTraining(Cluster cluster, String model, String... files) {
    Path trainings = cluster.home(Server.S3).resolve("data/recap/trainings").resolve(model);
    try (Stream<Path> versions = Files.list(trainings)) {
      Path last =
          versions
              .filter(version -> Files.exists(version.resolve("manifest.json")))
              .max(Comparator.naturalOrder())
              .orElseThrow();
      Map<String, String> state = new TreeMap<>();
      for (String file : files) {
        state.put(file, sha256(Files.readAllBytes(last.resolve(file))));
      }
      return state;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static String documents(ElasticClient client, String alias) {
    JsonNode hits = client.get("/" + alias + "/_search?size=" + PAGE).path("hits");
    List<String> documents = new ArrayList<>();
    for (JsonNode hit : hits.path("hits")) {
      documents.add(hit.path("_id").asText() + hit.path("_source"));
    }
    if (documents.size() != hits.path("total").path("value").asInt()) {
      throw new AssertionError(alias + " has more than " + PAGE + " documents");
    }
    documents.sort(Comparator.naturalOrder());
    return documents.size()
        + " "
        + sha256(String.join("\n", documents).getBytes(StandardCharsets.UTF_8));
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
