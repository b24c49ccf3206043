package fr.recap.sandbox;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A server that is a JVM; recognised by the folder that its command line names. */
abstract class JvmServer extends ManagedServer {
  static final String MARK = "-Drecap.sandbox.dir=";

  private final ServerLibraries libraries;

  JvmServer(Server server, Layout layout, ServerLibraries libraries) {
    super(server, layout);
    this.libraries = libraries;
  }

  /** Options of the JVM, its main class and arguments. */
  abstract List<String> command(int port) throws IOException;

  /** Class path of the JVM. */
  String classPath() {
    return libraries.classPath(server());
  }

  /** Variables that the JVM needs. */
  Map<String, String> environment() throws IOException {
    return Map.of();
  }

  final ServerLibraries libraries() {
    return libraries;
  }

  @Override
  List<ProcessHandle> processes() {
    return Processes.find(this::isServer);
  }

  final boolean isServer(Path entry) {
    String mark = Processes.asArgument(Path.of(MARK + layout().home(server())));
    return Processes.arguments(entry).contains(mark);
  }

  @Override
  final boolean serving(ProcessHandle process) {
    return isServer(Processes.entry(process));
  }

  @Override
  final Process launch(int port) throws IOException {
    Logs.rotate(layout().log(server()));
    List<String> command = new ArrayList<>();
    command.add(Launch.java());
    command.add(MARK + layout().home(server()));
    command.add("-XX:+UseSerialGC");
    command.add("-Dfile.encoding=UTF-8");
    command.add("-cp");
    command.add(classPath());
    command.addAll(command(port));
    return Launch.start(command, layout().home(server()), layout().log(server()), environment());
  }

  @Override
  final void end(ProcessHandle process) {
    process.destroy();
  }
}
