package fr.recap.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * PostgreSQL, started without a JVM around it. All its processes work in the data folder, whatever
 * they show as their command line; the postmaster is the one whose parent is none of them.
 */
final class PostgresServer extends ManagedServer {
  private final PostgresInstallation installation;

  PostgresServer(Layout layout, ServerLibraries libraries) {
    super(Server.POSTGRES, layout);
    this.installation = new PostgresInstallation(layout, libraries);
  }

  @Override
  List<ProcessHandle> processes() {
    Path data = installation.data();
    return Processes.find(
        entry ->
            Processes.link(entry, "cwd").filter(data::equals).isPresent()
                && Processes.link(entry, "exe")
                    .map(Path::getFileName)
                    .filter(name -> name.toString().startsWith("postgres"))
                    .isPresent());
  }

  @Override
  boolean serving(ProcessHandle process) {
    // Its children overwrite their command line with what they do ("postgres: checkpointer").
    return Processes.arguments(Processes.entry(process)).contains("-D");
  }

  @Override
  boolean answers(int port) {
    return ready() && Probe.postgres(port);
  }

  /** Recovery after a crash lets nobody in before it is through; the lock file tells. */
  private boolean ready() {
    try {
      List<String> lines = Files.readAllLines(lockFile());
      return lines.size() >= 8 && lines.get(7).strip().equals("ready");
    } catch (IOException absent) {
      return false;
    }
  }

  @Override
  void prepare() throws IOException {
    Logs.rotate(layout().log(server()));
    installation.complete();
    // None of its processes lives (the caller made sure), so the number in it may be anybody's.
    Files.deleteIfExists(lockFile());
  }

  @Override
  Process launch(int port) throws IOException {
    List<String> command =
        installation.asOrdinaryUser(
            installation.programs().resolve("bin/postgres").toString(),
            "-D",
            installation.data().toString(),
            "-p",
            Integer.toString(port),
            "-c",
            "listen_addresses=127.0.0.1",
            "-c",
            "unix_socket_directories=",
            "-c",
            "fsync=on",
            "-c",
            "max_connections=100",
            "-c",
            "shared_buffers=256MB",
            "-c",
            "max_wal_size=2GB",
            "-c",
            "password_encryption=scram-sha-256",
            // Not in /dev/shm, which is small in containers and keeps what a kill leaves.
            "-c",
            "dynamic_shared_memory_type=mmap",
            "-c",
            "log_line_prefix=%m [%p] ");
    return Launch.start(command, layout().home(server()), layout().log(server()), Map.of());
  }

  @Override
  void end(ProcessHandle process) {
    // SIGTERM would wait for the clients to leave.
    Processes.interrupt(process);
  }

  private Path lockFile() {
    return installation.data().resolve("postmaster.pid");
  }

  /** The process that accepts connections, for tests. */
  Optional<ProcessHandle> postmaster() {
    return processes().stream().filter(this::serving).findFirst();
  }
}
