package fr.recap.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * An image that was unpacked, whose processes run as in a container: its files alone, read-only but
 * for /tmp, processes of its own, the image's user and environment. They share the network.
 */
final class Container {
  private static final String SCRIPT =
      """
      set -e
      root=$1; conf=$2; secrets=$3; user=$4; shift 4
      mount --bind "$root" "$root"
      mount -t proc proc "$root/proc"
      mount --rbind /dev "$root/dev"
      mount -t tmpfs tmpfs "$root/tmp"
      mount --bind /etc/hosts "$root/etc/hosts"
      mount --bind "$conf" "$root/etc/recap/conf"
      mount --bind "$secrets" "$root/etc/recap/secrets"
      mount -o remount,ro,bind "$root"
      exec env -i "$@"
      """;

  private final Path root;
  private final JsonNode config;
  private final Path folder;

  private Container(Path folder, Path root, JsonNode config) {
    this.folder = folder;
    this.root = root;
    this.config = config;
  }

  /** Whether this user may do what a container takes. */
  static boolean isPossible() {
    try {
      Process asked =
          new ProcessBuilder(
                  "unshare", "--mount", "--pid", "--fork", "mount", "-t", "tmpfs", "none", "/mnt")
              .redirectErrorStream(true)
              .start();
      asked.getInputStream().readAllBytes();
      return asked.onExit().join().exitValue() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  /** Unpacks a tar. */
  static Container unpack(Path tar, Path folder) throws IOException {
    Path packed = Files.createDirectories(folder.resolve("packed"));
    Path root = Files.createDirectories(folder.resolve("root"));
    run("tar", "-xf", tar.toString(), "-C", packed.toString());
    JsonNode manifest = json(packed.resolve("manifest.json")).path(0);
    for (JsonNode layer : manifest.path("Layers")) {
      run(
          "tar",
          "--warning=no-unknown-keyword",
          "-xzf",
          packed.resolve(layer.asText()).toString(),
          "-C",
          root.toString());
    }
    for (String mounted : List.of("proc", "dev", "etc/recap/conf", "etc/recap/secrets")) {
      Files.createDirectories(root.resolve(mounted));
    }
    Files.createFile(root.resolve("etc/hosts"));
    return new Container(
        folder, root, json(packed.resolve(manifest.path("Config").asText())).path("config"));
  }

  /** The image's settings: User, Env, Entrypoint, Cmd. */
  JsonNode config() {
    return config;
  }

  /** Where its files lie. */
  Path root() {
    return root;
  }

  /**
   * Starts the entry point.
   *
   * @param arguments in the place of the image's
   * @param environment beside the image's
   * @param conf folder that is mounted as /etc/recap/conf
   * @param secrets folder that is mounted as /etc/recap/secrets
   * @param log where it writes
   */
  Process start(
      List<String> arguments, Map<String, String> environment, Path conf, Path secrets, Path log)
      throws IOException {
    Path script = Files.writeString(folder.resolve("enter.sh"), SCRIPT);
    String user = config.path("User").asText();
    List<String> command =
        new ArrayList<>(List.of("unshare", "--mount", "--pid", "--fork", "--kill-child", "sh"));
    command.addAll(
        List.of(script.toString(), root.toString(), conf.toString(), secrets.toString(), user));
    config.path("Env").forEach(variable -> command.add(variable.asText()));
    environment.forEach((name, value) -> command.add(name + "=" + value));
    command.addAll(List.of("/usr/sbin/chroot", "--userspec=" + user + ":" + user, root.toString()));
    config.path("Entrypoint").forEach(word -> command.add(word.asText()));
    command.addAll(arguments);
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(log.toFile())
        .start();
  }

  private static JsonNode json(Path file) throws IOException {
    return new ObjectMapper().readTree(file.toFile());
  }

  /** Runs a program that must end well; gives what it printed. */
  static String run(String... command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.onExit().join().exitValue() != 0) {
      throw new IOException(String.join(" ", command) + ": " + said);
    }
    return said;
  }
}
