package fr.recap.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fr.recap.config.ConfigException;
import fr.recap.config.RecapConfig;
import fr.recap.config.Secret;
import fr.recap.postgres.Postgres;
import fr.recap.service.Passwords;
import fr.recap.service.PredictionService;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * How many forms the prediction service answers and how fast, on the published models, the indices
 * and the forms of the settings. Service and clients share this JVM and machine.
 */
public final class ServiceBench {
  /** The settings of a service that the bench alone can use. */
  public static final String USERS_FILE = "service.users-file";

  private static final List<String> FIELDS =
      List.of(
          "cabbi",
          "rs_x",
          "actet_x",
          "profs_x",
          "profi_x",
          "profa_x",
          "numvoi_x",
          "bister_x",
          "typevoi_x",
          "nomvoi_x",
          "cpladr_x",
          "clt_x",
          "dlt_x",
          "plt_x",
          "clt_c_c",
          "vardompart_x",
          "depcom_code",
          "ilt_x");

  private static final String LOGIN = "bench";
  private static final int MOST_FORMS = 20_000;
  private static final int DOCUMENT = 30;
  private static final int WARM_UP_SECONDS = 5;

  private final RecapConfig config;
  private final Config bench;

  /**
   * A bench.
   *
   * @param clients that send at a time, each the next request when it has its answer
   * @param seconds of each part
   * @param requests that memory is watched over; 0 for none
   * @param output file for the figures as JSON
   */
  public record Config(int clients, int seconds, long requests, Path output) {}

  /**
   * @param config with a free port, and the users of {@link #users}
   */
  public ServiceBench(RecapConfig config, Config bench) {
    this.config = config;
    this.bench = bench;
  }

  /** Writes the users of a bench, of whom nobody knows the password. */
  public static Path users() throws IOException {
    Path file = Files.createTempFile("recap-bench", ".users");
    Files.writeString(file, LOGIN + ":" + Passwords.hash(random()) + "\n");
    return file;
  }

  private static String random() {
    byte[] bytes = new byte[32];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /**
   * Measures.
   *
   * @param progress is told what is measured
   * @return figures by part, endpoint and name
   * @throws ConfigException if there are no forms, models or indices
   */
  public Map<String, Map<String, Map<String, Double>>> execute(Consumer<String> progress)
      throws IOException {
    List<ObjectNode> forms = forms();
    Map<String, Map<String, Map<String, Double>>> figures = new LinkedHashMap<>();
    long start = System.nanoTime();
    try (PredictionService service = PredictionService.start(config, new Secret(random()))) {
      double ready = seconds(start);
      String token = service.tokenOf(LOGIN);
      URI address = URI.create(service.address());
      List<String> many = bodies(forms, DOCUMENT);
      List<String> single = bodies(forms, 1);
      for (String endpoint : List.of("naf", "pcs", "siret", "noncodable")) {
        progress.accept("warming up /" + endpoint);
        load(address, token, endpoint, many, 1, WARM_UP_SECONDS, Long.MAX_VALUE);
        for (int size : List.of(DOCUMENT, 1)) {
          String part = size == 1 ? "single forms" : "documents of " + size;
          progress.accept("/%s, %s".formatted(endpoint, part));
          List<String> bodies = size == 1 ? single : many;
          figures
              .computeIfAbsent(part, absent -> new LinkedHashMap<>())
              .put(
                  "/" + endpoint,
                  load(address, token, endpoint, bodies, size, bench.seconds(), Long.MAX_VALUE));
        }
      }
      Map<String, Double> life = new LinkedHashMap<>();
      life.put("start-seconds", ready);
      if (bench.requests() > 0) {
        progress.accept("%,d requests".formatted(bench.requests()));
        load(address, token, "naf", single, 1, Integer.MAX_VALUE, bench.requests() / 10);
        life.put("megabytes-at-a-tenth", megabytes());
        load(address, token, "naf", single, 1, Integer.MAX_VALUE, bench.requests() * 9 / 10);
        life.put("megabytes-at-the-end", megabytes());
      }
      figures.put("service", Map.of("life", life));
    }
    Files.createDirectories(bench.output().toAbsolutePath().getParent());
    Files.write(
        bench.output(),
        new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsBytes(figures));
    return figures;
  }

  /** Memory that is in use after a collection. */
  @SuppressWarnings("SystemGc")
  private static double megabytes() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return (runtime.totalMemory() - runtime.freeMemory()) / 1e6;
  }

  private Map<String, Double> load(
      URI address,
      String token,
      String endpoint,
      List<String> bodies,
      int size,
      int seconds,
      long requests)
      throws IOException {
    AtomicLong next = new AtomicLong();
    long end = System.nanoTime() + seconds * 1_000_000_000L;
    long start = System.nanoTime();
    ExecutorService clients = Executors.newFixedThreadPool(bench.clients());
    try {
      List<Future<Client>> running = new ArrayList<>();
      for (int i = 0; i < bench.clients(); i++) {
        running.add(
            clients.submit(
                () -> {
                  Client client = new Client();
                  try (LoadClient connection = new LoadClient(address, token)) {
                    for (long n = next.getAndIncrement();
                        n < requests && System.nanoTime() < end;
                        n = next.getAndIncrement()) {
                      String body = bodies.get((int) (n % bodies.size()));
                      long sent = System.nanoTime();
                      int status = connection.post("/" + endpoint, body);
                      client.add(System.nanoTime() - sent, status);
                    }
                  }
                  return client;
                }));
      }
      return figures(await(running), size, seconds(start));
    } finally {
      clients.shutdownNow();
    }
  }

  private static List<Client> await(List<Future<Client>> running) throws IOException {
    List<Client> clients = new ArrayList<>();
    for (Future<Client> each : running) {
      try {
        clients.add(each.get());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("Interrupted", e);
      } catch (ExecutionException e) {
        throw new IOException("A client failed: " + e.getCause(), e);
      }
    }
    return clients;
  }

  /** What one client saw. */
  private static final class Client {
    private long[] nanos = new long[1024];
    private int count;
    private int refused;

    private void add(long took, int status) {
      if (count == nanos.length) {
        nanos = Arrays.copyOf(nanos, 2 * count);
      }
      nanos[count++] = took;
      refused += status == 200 ? 0 : 1;
    }
  }

  private static Map<String, Double> figures(List<Client> clients, int size, double seconds) {
    long[] nanos =
        clients.stream().flatMapToLong(c -> Arrays.stream(c.nanos, 0, c.count)).sorted().toArray();
    int refused = clients.stream().mapToInt(c -> c.refused).sum();
    Map<String, Double> figures = new LinkedHashMap<>();
    figures.put("requests", (double) nanos.length);
    figures.put("refused", (double) refused);
    figures.put("forms-a-second", (nanos.length - refused) * (double) size / seconds);
    figures.put("p50-ms", percentile(nanos, 0.50));
    figures.put("p99-ms", percentile(nanos, 0.99));
    return figures;
  }

  private static double percentile(long[] sorted, double share) {
    return sorted.length == 0
        ? Double.NaN
        : sorted[(int) Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] / 1e6;
  }

  private static double seconds(long start) {
    return (System.nanoTime() - start) / 1e9;
  }

  private static List<String> bodies(List<ObjectNode> forms, int size) {
    List<String> bodies = new ArrayList<>();
    for (int from = 0; from < forms.size(); from += size) {
      ObjectNode body = new ObjectMapper().createObjectNode();
      ArrayNode documents = body.putArray("documents");
      for (int i = 0; i < size; i++) {
        documents.add(forms.get((from + i) % forms.size()));
      }
      bodies.add(body.toString());
    }
    return bodies;
  }

  private List<ObjectNode> forms() {
    Postgres postgres = new Postgres(config.postgres());
    if (!postgres.exists(config.tables().forms())) {
      throw new ConfigException(
          "bench service sends the forms of %s (tables.forms), which is not there: import it, or run 'recap demo' first"
              .formatted(config.tables().forms()));
    }
    String sql =
        "SELECT %s FROM %s ORDER BY md5(cabbi) LIMIT ?"
            .formatted(String.join(", ", FIELDS), config.tables().forms().sql());
    return postgres.inTransaction(
        connection -> {
          List<ObjectNode> forms = new ArrayList<>();
          try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setInt(1, MOST_FORMS);
            try (ResultSet rows = select.executeQuery()) {
              while (rows.next()) {
                ObjectNode form = new ObjectMapper().createObjectNode();
                for (String field : FIELDS) {
                  String text = rows.getString(field);
                  if (text != null) {
                    form.put(field, text);
                  }
                }
                forms.add(form);
              }
            }
          }
          return forms;
        });
  }
}
