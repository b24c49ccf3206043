package fr.recap.udfs.vectors;

import com.github.jfasttext.JFastText;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Pointer;

/** fastText as a program: that of jfasttext in a JVM of its own, or the one that is installed. */
final class NativeProgram {
  private NativeProgram() {}

  /** The installed {@code fasttext}, as Debian's package of that name brings it. */
  static Optional<Path> installed() {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .map(folder -> Path.of(folder, "fasttext"))
        .filter(file -> file.toFile().canExecute())
        .findFirst();
  }

  /** What jfasttext's {@code print-sentence-vectors} prints for lines. */
  static List<float[]> sentences(Path model, List<String> lines) throws Exception {
    String printed =
        jfasttext(String.join("\n", lines) + "\n", "print-sentence-vectors", model.toString());
    return printed.lines().map(line -> numbers(line, "")).toList();
  }

  /** What a command of jfasttext prints, in a JVM of its own. */
  static String jfasttext(String input, String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-cp");
    command.add(place(JFastText.class) + File.pathSeparator + place(Pointer.class));
    command.add(JFastText.class.getName());
    command.addAll(List.of(arguments));
    return run(input, command.toArray(String[]::new));
  }

  /** The numbers of a printed line behind its word. */
  static float[] numbers(String line, String word) {
    String[] parts = line.strip().substring(word.length()).strip().split("\\s+", -1);
    float[] numbers = new float[parts.length];
    for (int i = 0; i < parts.length; i++) {
      numbers[i] = Float.parseFloat(parts[i]);
    }
    return numbers;
  }

  /** Standard output of a command that gets a text on its standard input. */
  static String run(String input, String... command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(new ArrayList<>(List.of(command)))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    process.getOutputStream().write(input.getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().close();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    process.getInputStream().transferTo(out);
    if (process.waitFor() != 0) {
      throw new IOException(String.join(" ", command) + " ended with " + process.exitValue());
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  static Path place(Class<?> type) {
    return Path.of(
        java.net.URI.create(type.getProtectionDomain().getCodeSource().getLocation().toString()));
  }
}
