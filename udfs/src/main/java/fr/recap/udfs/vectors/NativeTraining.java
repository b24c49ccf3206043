package fr.recap.udfs.vectors;

import com.github.jfasttext.JFastText;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.bytedeco.javacpp.Pointer;

/**
 * Trains models with the native library (jfasttext).
 *
 * <p>Arguments and text are checked first. The library then runs in a JVM of its own, since it ends
 * its process where it meets what it didn't expect, such as a value that is no number.
 */
public final class NativeTraining {
  /** How labels of supervised models begin. */
  static final String LABEL_PREFIX = "__label__";

  private final TrainingArguments arguments;
  private final Consumer<String> progress;

  /**
   * A training.
   *
   * @param progress takes the library's own lines of progress
   */
  public NativeTraining(TrainingArguments arguments, Consumer<String> progress) {
    this.arguments = arguments;
    this.progress = progress;
  }

  /**
   * Trains a model; it is written beside its place and moved there when it is complete.
   *
   * @param text one text a line, words between blanks, in UTF-8; labels begin with __label__
   * @param model the {@code .bin} file to write
   * @throws IllegalArgumentException if the text has too few words or labels, or the memory that
   *     the model needs is not there
   * @throws IOException if the training fails; nothing is left of it
   */
  public VectorsHeader train(Path text, Path model) throws IOException, InterruptedException {
    if (!Files.isRegularFile(text)) {
      throw new IllegalArgumentException("There is no file " + text + " to train on");
    }
    TrainingText.check(text, arguments);
    checkMemory();
    Path folder = Files.createDirectories(model.toAbsolutePath().getParent());
    Path scratch = Files.createTempDirectory(folder, "fasttext-training");
    try {
      Path output = scratch.resolve("model");
      run(arguments.command(text.toAbsolutePath().toString(), output.toString()));
      Path written = scratch.resolve("model.bin");
      VectorsHeader header = header(written);
      Files.move(written, model, StandardCopyOption.ATOMIC_MOVE);
      return header;
    } finally {
      // fastText writes the words' vectors as text beside the model; nobody needs them.
      Files.deleteIfExists(scratch.resolve("model.vec"));
      Files.deleteIfExists(scratch.resolve("model.bin"));
      Files.deleteIfExists(scratch);
    }
  }

  /** The library doesn't tell that it could not write. */
  private static VectorsHeader header(Path written) throws IOException {
    try {
      return MappedVectors.open(written).header();
    } catch (VectorsFormatException e) {
      throw new IOException(
          "fastText wrote no whole model, %,d MB are free beside it: make room or give another output (%s)"
              .formatted(Files.getFileStore(written).getUsableSpace() >> 20, e.getMessage()),
          e);
    }
  }

  private void run(List<String> fasttext) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx64m", "-XX:+UseSerialGC", "-cp", classPath()));
    command.add(JFastText.class.getName());
    command.addAll(fasttext);
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    Thread killer = new Thread(process::destroyForcibly);
    Runtime.getRuntime().addShutdownHook(killer);
    String last = "";
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      // Progress ends in carriage returns, at which readLine() splits too.
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.isBlank()) {
          last = line.strip();
          progress.accept(last);
        }
      }
      int exit = process.waitFor();
      if (exit != 0) {
        throw new IOException(
            "fastText ended with %d: %s%s"
                .formatted(
                    exit, last, last.contains("NaN") ? "; give a smaller learning rate" : ""));
      }
    } finally {
      process.destroyForcibly();
      removeHook(killer);
    }
  }

  private static void removeHook(Thread killer) {
    try {
      Runtime.getRuntime().removeShutdownHook(killer);
    } catch (IllegalStateException e) {
      // The JVM is ending and the hook runs, as it should.
    }
  }

  /** The jars of the library, wherever this JVM found them. */
  private static String classPath() {
    Set<String> places = new LinkedHashSet<>();
    for (Class<?> type : List.of(JFastText.class, Pointer.class)) {
      places.add(
          Path.of(
                  java.net.URI.create(
                      type.getProtectionDomain().getCodeSource().getLocation().toString()))
              .toString());
    }
    return String.join(java.io.File.pathSeparator, places);
  }

  /** The buckets alone tell most of what the matrices take. */
  private void checkMemory() throws IOException {
    long needed = (long) arguments.buckets() * arguments.dimension() * Float.BYTES;
    Path meminfo = Path.of("/proc/meminfo");
    if (!Files.isReadable(meminfo)) {
      return;
    }
    for (String line : Files.readAllLines(meminfo)) {
      if (line.startsWith("MemAvailable:")) {
        long available = Long.parseLong(line.replaceAll("\\D", "")) * 1024;
        if (needed > available) {
          throw new IllegalArgumentException(
              "%,d buckets of %d dimensions take %,d MB, %,d MB are free: give fewer buckets"
                  .formatted(
                      arguments.buckets(), arguments.dimension(), needed >> 20, available >> 20));
        }
      }
    }
  }
}
