package fr.recap.models;

import fr.recap.config.Secret;
import fr.recap.config.StoreSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** A JVM of its own that publishes a training several times. */
final class PublishProcess {
  private PublishProcess() {}

  static Process start(
      String root, String endpoint, String training, int times, Path work, String... keys)
      throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx128m",
            "-XX:+UseSerialGC",
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            PublishProcess.class.getName(),
            root,
            endpoint,
            training,
            Integer.toString(times),
            work.toString(),
            keys[0],
            keys[1])
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  static StoreSettings settings(String root, String endpoint, String access, String secret) {
    return new StoreSettings(
        root,
        endpoint.isEmpty() ? Optional.empty() : Optional.of(endpoint),
        "us-east-1",
        true,
        Optional.of(new Secret(access)),
        Optional.of(new Secret(secret)),
        Optional.empty());
  }

  /** {@code ROOT ENDPOINT TRAINING TIMES WORK ACCESS-KEY SECRET-KEY}; begins at a line. */
  public static void main(String[] arguments) throws IOException {
    try (ModelStore store =
        ModelStore.open(settings(arguments[0], arguments[1], arguments[5], arguments[6]))) {
      store.published("NAF");
      System.out.println("ready");
      int begin = System.in.read();
      for (int i = 0; i < Integer.parseInt(arguments[3]) && begin >= 0; i++) {
        System.out.println(
            store.publish(arguments[2], folder -> {}, Path.of(arguments[4])).version());
      }
    }
  }
}
