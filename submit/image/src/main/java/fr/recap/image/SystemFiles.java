package fr.recap.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Files of the building machine that a process in the image needs: glibc, a shell, some tools. */
final class SystemFiles {
  /** Spark's scripts are for bash; Hadoop calls the others. */
  private static final List<String> TOOLS =
      List.of("bash", "cat", "chmod", "env", "id", "ls", "mkdir", "readlink", "rm");

  /** What is loaded by its name while a process runs: by native libraries of jars, and by glibc. */
  private static final List<String> LOADED =
      List.of("libstdc++.so.6", "libgcc_s.so.1", "libz.so.1", "libresolv.so.2");

  /** Trainings load XGBoost's native library, which asks for it; coding loads none. */
  private static final String OF_TRAININGS = "libgomp.so.1";

  /** Parts of glibc before 2.34 that it loads by name. */
  private static final List<String> LOADED_IF_THERE =
      List.of("libnss_files.so.2", "libnss_dns.so.2");

  private static final Pattern RESOLVED = Pattern.compile("(?m)^\\s*(?:\\S+ => )?(/\\S+) \\(0x");

  private SystemFiles() {}

  /**
   * Finds them.
   *
   * @param runtime folder of the Java runtime
   * @param trains whether trainings run in the image
   * @return files of this machine by their path in the image
   * @throws ImageException if one is missing
   */
  static Map<String, Path> find(Path runtime, boolean trains) throws IOException {
    Map<String, Path> files = new TreeMap<>();
    for (String tool : TOOLS) {
      files.put("/bin/" + tool, tool(tool));
    }
    files.put("/bin/sh", tool("bash"));
    files.put("/usr/bin/env", tool("env"));
    String cache = Programs.output(List.of("/sbin/ldconfig", "-p"), Map.of());
    List<String> loaded = new ArrayList<>(LOADED);
    if (trains) {
      loaded.add(OF_TRAININGS);
    }
    for (String library : loaded) {
      Path found =
          library(cache, library)
              .orElseThrow(
                  () ->
                      new ImageException(
                          "%s is not on this machine, which goes into the image: install it (Debian has it in the package %s)"
                              .formatted(library, debianPackage(library))));
      files.put(found.toString(), found.toRealPath());
    }
    for (String library : LOADED_IF_THERE) {
      Optional<Path> found = library(cache, library);
      if (found.isPresent()) {
        files.put(found.get().toString(), found.get().toRealPath());
      }
    }
    // The locale of texts in UTF-8, where glibc has it in files.
    Path locale = Path.of("/usr/lib/locale/C.utf8");
    List<Path> ofLocale = List.of();
    if (Files.isDirectory(locale)) {
      try (Stream<Path> all = Files.walk(locale)) {
        ofLocale = all.filter(Files::isRegularFile).toList();
      }
    }
    List<String> ldd = new ArrayList<>(List.of("ldd"));
    files.values().forEach(file -> ldd.add(file.toString()));
    ldd.addAll(programs(runtime));
    String search = runtime.resolve("lib") + ":" + runtime.resolve("lib/server");
    Matcher needed = RESOLVED.matcher(Programs.output(ldd, Map.of("LD_LIBRARY_PATH", search)));
    while (needed.find()) {
      Path file = Path.of(needed.group(1));
      if (!file.startsWith(runtime)) {
        files.put(file.toString(), file.toRealPath());
      }
    }
    ofLocale.forEach(file -> files.put(file.toString(), file));
    return files;
  }

  /** Of the runtime: java and its libraries, but those of screens, sound and cards. */
  private static List<String> programs(Path runtime) throws IOException {
    try (Stream<Path> all = Files.walk(runtime)) {
      List<String> programs =
          new ArrayList<>(
              all.filter(file -> file.toString().endsWith(".so"))
                  .filter(
                      file ->
                          !file.getFileName()
                              .toString()
                              .matches(
                                  "lib(awt|font|free|jawt|javajpeg|lcms|mlib|splash|jsound|j2pcsc).*"))
                  .map(Path::toString)
                  .sorted()
                  .toList());
      programs.add(runtime.resolve("bin/java").toString());
      return programs;
    }
  }

  private static Path tool(String name) throws IOException {
    for (String folder : List.of("/bin", "/usr/bin")) {
      Path tool = Path.of(folder, name);
      if (Files.isExecutable(tool)) {
        return tool.toRealPath();
      }
    }
    throw new ImageException(name + " is not in /bin or /usr/bin, and goes into the image");
  }

  private static Optional<Path> library(String cache, String name) {
    Matcher line =
        Pattern.compile("(?m)^\\s*" + Pattern.quote(name) + " \\(.*x86-64.*\\) => (/\\S+)$")
            .matcher(cache);
    return line.find() ? Optional.of(Path.of(line.group(1))) : Optional.empty();
  }

  private static String debianPackage(String library) {
    return library.startsWith("libz")
        ? "zlib1g"
        : library.replaceAll("(_s)?\\.so\\.", "$1").replace("_s1", "-s1");
  }
}
