package fr.recap.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A process of the sandbox's Hadoop cluster, on loopback. The masters, which know their addresses,
 * write the settings that all others and jobs read. A master's page has its port on another host of
 * loopback.
 */
abstract class HadoopDaemon extends JvmServer {
  static final String HOST = "127.0.0.1";

  HadoopDaemon(Server server, Layout layout, ServerLibraries libraries) {
    super(server, layout, libraries);
  }

  /** Class that has the method {@code main}. */
  abstract String main();

  /** Writes the settings by which others find it. */
  void announce(int port) throws IOException {}

  /** Settings of this process alone. */
  Map<String, String> settings(int port) {
    return Map.of();
  }

  @Override
  String classPath() {
    return layout().hadoopConf() + ":" + libraries().hadoopClassPath();
  }

  @Override
  final List<String> command(int port) throws IOException {
    announce(port);
    List<String> command =
        new ArrayList<>(List.of("-Xmx384m", "--add-opens=java.base/java.lang=ALL-UNNAMED", main()));
    settings(port).forEach((name, value) -> command.addAll(List.of("-D", name + "=" + value)));
    return command;
  }

  @Override
  void prepare() throws IOException {}

  /** Writes a file of settings for all. */
  final void write(String name, Map<String, String> settings) throws IOException {
    Files.createDirectories(layout().hadoopConf());
    Files.writeString(layout().hadoopConf().resolve(name), site(settings));
  }

  /** A folder of this server. */
  final Path folder(String name) {
    return layout().home(server()).resolve(name);
  }

  /** Port of another server of the cluster. */
  final int port(Server other) {
    try {
      return Ports.load(layout().ports()).of(other);
    } catch (IOException e) {
      throw new SandboxException("Can't read " + layout().ports() + ": " + e, e);
    }
  }

  static String site(Map<String, String> settings) {
    return settings.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(
            setting ->
                "  <property><name>%s</name><value>%s</value></property>\n"
                    .formatted(setting.getKey(), escaped(setting.getValue())))
        .collect(
            Collectors.joining(
                "",
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!-- Written by the sandbox at every start. -->\n<configuration>\n",
                "</configuration>\n"));
  }

  private static String escaped(String value) {
    return value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
