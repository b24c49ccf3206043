package fr.recap.runtime;

import dev.ludovic.netlib.blas.BLAS;
import dev.ludovic.netlib.blas.NativeBLAS;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What all JVMs of a run have in common, so that the same data give the same model and the same
 * texts on every machine.
 *
 * <p>MLlib calculates with the system's BLAS where one is installed, and with Java elsewhere; sums
 * differ in their last bits, and those of a library with several threads even from run to run. So
 * no native library is looked for. And before Java 18 the encoding of texts was that of the
 * machine's locale.
 */
public final class JvmOptions {
  /** No library has this name, so that none is found. */
  private static final String NO_LIBRARY = "none";

  private JvmOptions() {}

  /** Properties of MLlib's linear algebra. */
  private static Map<String, String> algebra() {
    Map<String, String> properties = new LinkedHashMap<>();
    for (String part : List.of("blas", "lapack", "arpack")) {
      properties.put("dev.ludovic.netlib.%s.nativeLib".formatted(part), NO_LIBRARY);
    }
    return properties;
  }

  /** The options of executors, as on a command line; what a user adds stands behind and wins. */
  static String ofExecutors() {
    Map<String, String> all = algebra();
    all.put("file.encoding", "UTF-8");
    all.put("sun.jnu.encoding", "UTF-8");
    return all.entrySet().stream()
        .map(property -> "-D%s=%s".formatted(property.getKey(), property.getValue()))
        .collect(Collectors.joining(" "));
  }

  /**
   * Makes this JVM calculate in Java, unless it was told otherwise; to be called before anything
   * calculates. The encoding can't be changed any more: see {@link #encodingProblem}.
   */
  public static void calculateInJava() {
    algebra()
        .forEach(
            (property, value) -> {
              if (System.getProperty(property) == null) {
                System.setProperty(property, value);
              }
            });
  }

  /** Whether MLlib calculates with a native library in this JVM. */
  public static boolean calculatesNatively() {
    return BLAS.getInstance() instanceof NativeBLAS;
  }

  /** Name of the class that MLlib calculates with in this JVM. */
  public static String algebraClass() {
    return BLAS.getInstance().getClass().getSimpleName();
  }

  /** What is wrong with the encoding of this JVM; empty where texts and file names are UTF-8. */
  public static String encodingProblem() {
    String names = System.getProperty("sun.jnu.encoding", "");
    return Charset.defaultCharset().equals(StandardCharsets.UTF_8) && isUtf8(names)
        ? ""
        : "texts are in %s, names of files in %s".formatted(Charset.defaultCharset(), names);
  }

  private static boolean isUtf8(String name) {
    return Charset.isSupported(name) && Charset.forName(name).equals(StandardCharsets.UTF_8);
  }
}
