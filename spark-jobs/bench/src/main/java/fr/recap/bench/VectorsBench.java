package fr.recap.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.jfasttext.JFastText;
import fr.recap.config.ConfigException;
import fr.recap.udfs.vectors.SyntheticModel;
import fr.recap.udfs.vectors.VectorsProbe;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.bytedeco.javacpp.Pointer;

/**
 * Measures both engines and the reduction on a synthetic model, each in a JVM of its own: two
 * mapped ones at once, one with the native library, one that reduces in a heap of 256 MB. The files
 * are deleted at the end.
 */
final class VectorsBench {
  private static final String SMALL_HEAP = "-Xmx256m";

  private final Config config;
  private final PrintStream out;

  /**
   * What to measure.
   *
   * @param reduced dimension of the reduced model
   * @param folder where the models are written and deleted, on a disk with room for both
   * @param json file for the figures
   * @param seconds how long each measure of reading takes
   */
  public record Config(SyntheticModel model, int reduced, Path folder, Path json, double seconds) {}

  /** All figures by engine and name. */
  public record Result(Map<String, Map<String, Double>> figures) {

    /** The figures as a table. */
    public String table() {
      StringBuilder text = new StringBuilder();
      figures.forEach(
          (who, values) ->
              values.forEach(
                  (name, value) ->
                      text.append("%-14s %-28s %,16.3f%n".formatted(who, name, value))));
      return text.toString();
    }
  }

  /**
   * A bench.
   *
   * @param out where progress is told
   */
  VectorsBench(Config config, PrintStream out) {
    this.config = config;
    this.out = out;
  }

  /**
   * Measures.
   *
   * @throws ConfigException if the disk has no room
   */
  public Result execute() throws IOException {
    Files.createDirectories(config.folder());
    long needed = config.model().bytes() + config.model().bytes() / 4 * 3;
    long free = Files.getFileStore(config.folder()).getUsableSpace();
    if (free < needed) {
      throw new ConfigException(
          "The bench needs %,d MB in %s, %,d MB are free: give fewer --words and --buckets"
              .formatted(needed >> 20, config.folder(), free >> 20));
    }
    Path model = config.folder().resolve("bench.bin");
    Path reduced = config.folder().resolve("bench-reduced.bin");
    Thread sweeper = new Thread(() -> deleteQuietly(List.of(model, reduced)));
    Runtime.getRuntime().addShutdownHook(sweeper);
    try {
      Result result = new Result(measure(model, reduced));
      Files.createDirectories(config.json().toAbsolutePath().getParent());
      Files.writeString(
          config.json(),
          new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(result.figures())
              + "\n");
      return result;
    } finally {
      deleteQuietly(List.of(model, reduced));
      Runtime.getRuntime().removeShutdownHook(sweeper);
    }
  }

  private Map<String, Map<String, Double>> measure(Path model, Path reduced) throws IOException {
    Map<String, Map<String, Double>> figures = new LinkedHashMap<>();
    long start = System.nanoTime();
    out.printf("Writing a model of %,d MB ...%n", config.model().bytes() >> 20);
    config.model().write(model);
    figures.put("generator", Map.of("seconds", (System.nanoTime() - start) / 1e9));
    out.println("Reading it, mapped ...");
    try (ProbeProcess alone = read("mmap", model)) {
      alone.awaitReady();
      figures.put("mmap", alone.finish());
    }
    out.println("Reading it in two JVMs at once, mapped ...");
    try (ProbeProcess first = read("mmap", model);
        ProbeProcess second = read("mmap", model)) {
      first.awaitReady();
      second.awaitReady();
      figures.put("mmap, 1 of 2", first.finish());
      figures.put("mmap, 2 of 2", second.finish());
    }
    out.println("Reading it with the native library ...");
    try (ProbeProcess jni = read("jni", model)) {
      jni.awaitReady();
      figures.put("jni", jni.finish());
    }
    out.printf("Reducing it to %d dimensions ...%n", config.reduced());
    try (ProbeProcess reduction =
        start(
            List.of(
                "reduce",
                model.toString(),
                reduced.toString(),
                Integer.toString(config.reduced())))) {
      figures.put("reduction", reduction.rest());
    }
    return figures;
  }

  private ProbeProcess read(String engine, Path model) throws IOException {
    return start(List.of("read", engine, model.toString(), Double.toString(config.seconds())));
  }

  private static ProbeProcess start(List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(SMALL_HEAP, "-XX:+UseSerialGC", "-cp", classPath()));
    command.add(VectorsProbe.class.getName());
    command.addAll(arguments);
    return ProbeProcess.start(command);
  }

  private static String classPath() {
    Set<String> places = new LinkedHashSet<>();
    for (Class<?> type :
        List.of(VectorsProbe.class, JFastText.class, Pointer.class, EigenDecomposition.class)) {
      places.add(
          Path.of(
                  java.net.URI.create(
                      type.getProtectionDomain().getCodeSource().getLocation().toString()))
              .toString());
    }
    return String.join(File.pathSeparator, places);
  }

  private static void deleteQuietly(List<Path> files) {
    for (Path file : files) {
      try {
        Files.deleteIfExists(file);
        Files.deleteIfExists(file.resolveSibling(file.getFileName() + ".part"));
      } catch (IOException e) {
        System.err.println(file + " stays: " + e.getMessage());
      }
    }
  }
}
