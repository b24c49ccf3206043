package fr.recap.image;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Of which packages files of this machine are, where it is a Debian. */
final class DebianPackages {
  private DebianPackages() {}

  /**
   * Asks dpkg.
   *
   * @param files real paths
   * @return versions by package; none where there is no dpkg
   */
  static Map<String, String> of(Collection<Path> files) {
    if (!Files.isExecutable(Path.of("/usr/bin/dpkg-query"))) {
      return Map.of();
    }
    List<String> search = new ArrayList<>(List.of("/usr/bin/dpkg-query", "-S"));
    for (Path file : files) {
      search.add(file.toString());
      // Where /lib is a link to /usr/lib, packages may have either.
      search.add(
          file.startsWith("/usr") ? file.toString().substring("/usr".length()) : "/usr" + file);
    }
    Map<String, String> versions = new TreeMap<>();
    for (String line : Programs.output(search, Map.of()).split("\n", -1)) {
      int colon = line.indexOf(": /");
      if (colon > 0 && !line.startsWith("diversion")) {
        String name = line.substring(0, colon).split(",", -1)[0].trim();
        String version =
            Programs.output(
                List.of("/usr/bin/dpkg-query", "-W", "-f", "${Version}", name), Map.of());
        versions.put(name.replaceAll(":.*", ""), version.trim());
      }
    }
    return versions;
  }

  /** The file that tells a package's licences. */
  static Optional<Path> copyright(String name) {
    Path file = Path.of("/usr/share/doc", name, "copyright");
    return Files.isReadable(file) ? Optional.of(file) : Optional.empty();
  }
}
