package fr.recap.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;

/**
 * Real servers on loopback, with their data in one folder. Servers run in processes of their own
 * and outlive the JVM that started them, unless the options tie them to it. Safe for use by many
 * threads and JVMs at once: starts and stops of one folder follow each other.
 */
public final class Sandbox {
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final Path dir;
  private final SandboxOptions options;

  /** All servers, with the data of {@code dir}, which need not exist. */
  public Sandbox(Path dir) {
    this(dir, SandboxOptions.defaults());
  }

  /** The servers of {@code options}, with the data of {@code dir}, which need not exist. */
  public Sandbox(Path dir, SandboxOptions options) {
    this.dir = dir;
    this.options = options;
  }

  /**
   * Starts what does not run, with its data, and writes the conf file; what runs is left alone.
   *
   * @throws SandboxException if a server does not start; its message ends with the server's log
   */
  public Endpoints start() {
    Layout layout = Layout.create(dir);
    try {
      return DirectoryLock.holding(layout.lock(), PATIENCE, () -> startHeld(layout));
    } catch (IOException e) {
      throw new SandboxException("Can't start the sandbox in " + dir + ": " + e, e);
    }
  }

  private Endpoints startHeld(Layout layout) throws IOException {
    new Secrets(layout.secrets()).createMissing();
    Ports ports = Ports.load(layout.ports());
    if (options.tied()) {
      Watchdog.launch(layout);
    }
    List<ManagedServer> servers = servers(layout, options.servers());
    inParallel(servers, server -> !server.follows(), server -> server.start(ports));
    inParallel(servers, ManagedServer::follows, server -> server.start(ports));
    for (Server server : Server.ofData()) {
      if (ports.of(server) == 0) {
        ports.claim(server);
      }
    }
    Endpoints endpoints = endpoints(layout, ports);
    SandboxConf.write(endpoints);
    if (options.servers().contains(Server.SPARK_MASTER)) {
      SparkConf.ofCluster(layout, ports, ServerLibraries.locate());
    }
    if (options.servers().contains(Server.RESOURCE_MANAGER)) {
      SparkConf.ofYarn(layout, ServerLibraries.locate());
    }
    return endpoints;
  }

  /**
   * What became of each server of the options, and of others that were started; changes nothing.
   */
  public Status status() {
    Layout layout = Layout.existing(dir);
    try {
      Ports ports = Ports.load(layout.ports());
      Map<Server, Status.State> states = new EnumMap<>(Server.class);
      for (ManagedServer server : servers(layout, EnumSet.allOf(Server.class))) {
        if (!options.servers().contains(server.server())
            && !Files.exists(layout.started(server.server()))) {
          continue;
        }
        states.put(server.server(), server.state(ports.of(server.server())));
      }
      return new Status(states);
    } catch (IOException e) {
      throw new SandboxException("Can't read the sandbox in " + dir + ": " + e, e);
    }
  }

  /**
   * Where the servers of a folder listen.
   *
   * @throws SandboxException if none was ever started there
   */
  public Endpoints endpoints() {
    Layout layout = Layout.existing(dir);
    if (!Files.exists(layout.conf())) {
      throw new SandboxException("No sandbox was started in " + dir + ": start it");
    }
    try {
      return endpoints(layout, Ports.load(layout.ports()));
    } catch (IOException e) {
      throw new SandboxException("Can't read the sandbox in " + dir + ": " + e, e);
    }
  }

  /** Ends every server of the folder, cleanly; leaves its data, settings and secrets. */
  public void stop() {
    Layout layout = Layout.existing(dir);
    if (!Files.isDirectory(layout.root())) {
      return;
    }
    try {
      DirectoryLock.holding(
          layout.lock(),
          PATIENCE,
          () -> {
            List<ManagedServer> servers = servers(layout, EnumSet.allOf(Server.class));
            inParallel(servers, ManagedServer::follows, ManagedServer::stop);
            inParallel(servers, server -> !server.follows(), ManagedServer::stop);
            Watchdog.end(layout);
            return null;
          });
    } catch (IOException e) {
      throw new SandboxException("Can't stop the sandbox in " + dir + ": " + e, e);
    }
  }

  /**
   * Kills all processes of a server at once, as kill -9 does; {@link #start} repairs it. A start
   * waits until the last of them is gone, or it would lose its new ones.
   */
  public void kill(Server server) {
    Layout layout = Layout.existing(dir);
    try {
      DirectoryLock.holding(
          layout.lock(),
          PATIENCE,
          () -> {
            servers(layout, EnumSet.of(server)).forEach(ManagedServer::kill);
            return null;
          });
    } catch (IOException e) {
      throw new SandboxException("Can't kill a server of the sandbox in " + dir + ": " + e, e);
    }
  }

  private List<ManagedServer> servers(Layout layout, Set<Server> wanted) {
    ServerLibraries libraries = ServerLibraries.locate();
    List<ManagedServer> servers = new ArrayList<>();
    for (Server server : EnumSet.copyOf(wanted)) {
      servers.add(
          switch (server) {
            case POSTGRES -> new PostgresServer(layout, libraries);
            case ELASTICSEARCH ->
                SearchServer.elasticsearch(layout, libraries, options.searchHeapMegabytes());
            case OPENSEARCH ->
                SearchServer.openSearch(layout, libraries, options.searchHeapMegabytes());
            case S3 -> new S3Server(layout, libraries);
            case SPARK_MASTER -> new SparkMaster(layout, libraries);
            case SPARK_WORKER_1, SPARK_WORKER_2 -> new SparkWorker(server, layout, libraries);
            case NAME_NODE -> new NameNode(layout, libraries);
            case DATA_NODE -> new DataNode(layout, libraries);
            case RESOURCE_MANAGER -> new ResourceManager(layout, libraries);
            case NODE_MANAGER_1, NODE_MANAGER_2 -> new NodeManager(server, layout, libraries);
          });
    }
    return servers;
  }

  private Endpoints endpoints(Layout layout, Ports ports) {
    return new Endpoints(
        "jdbc:postgresql://127.0.0.1:"
            + ports.of(Server.POSTGRES)
            + "/"
            + PostgresInstallation.NAME,
        PostgresInstallation.NAME,
        "http://127.0.0.1:" + ports.of(options.searchServer()),
        "http://127.0.0.1:" + ports.of(Server.S3),
        "s3a://" + S3Server.BUCKET,
        layout.conf(),
        layout.secrets());
  }

  private interface Step {
    void on(ManagedServer server) throws IOException;
  }

  private static void inParallel(
      List<ManagedServer> servers, Predicate<ManagedServer> which, Step step) throws IOException {
    ExecutorService threads = Executors.newFixedThreadPool(servers.size());
    try {
      List<Future<?>> steps = new ArrayList<>();
      for (ManagedServer server : servers.stream().filter(which).toList()) {
        steps.add(
            threads.submit(
                () -> {
                  step.on(server);
                  return null;
                }));
      }
      for (Future<?> running : steps) {
        running.get();
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof SandboxException known) {
        throw known;
      }
      if (e.getCause() instanceof IOException known) {
        throw known;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      throw Processes.interrupted(e);
    } finally {
      threads.shutdownNow();
    }
  }
}
