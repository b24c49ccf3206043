package fr.recap.models;

import fr.recap.sandbox.Endpoints;
import fr.recap.sandbox.Sandbox;
import fr.recap.sandbox.SandboxOptions;
import fr.recap.sandbox.Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The one S3 server that all tests of a JVM share; each takes a prefix of its own. */
public final class TestS3 {
  private static final class Holder {
    static final Endpoints ENDPOINTS = start();
  }

  private TestS3() {}

  public static Endpoints endpoints() {
    return Holder.ENDPOINTS;
  }

  public static String secret(String name) throws IOException {
    return Files.readString(endpoints().secretsDirectory().resolve(name)).strip();
  }

  private static Endpoints start() {
    Path dir = Path.of("target", "test-s3-" + ProcessHandle.current().pid()).toAbsolutePath();
    return new Sandbox(dir, SandboxOptions.forTests(Server.S3)).start();
  }
}
