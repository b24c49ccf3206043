package fr.recap.image;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.cyclonedx.Version;
import org.cyclonedx.exception.GeneratorException;
import org.cyclonedx.generators.BomGeneratorFactory;
import org.cyclonedx.model.Bom;
import org.cyclonedx.model.Component;
import org.cyclonedx.model.Hash;
import org.cyclonedx.model.Metadata;
import org.cyclonedx.util.BomUtils;

/**
 * The software bill of materials of an image, in the format CycloneDX: libraries, the Java runtime,
 * packages of the building machine. It has no date and no number of its own, so that the same image
 * has the same.
 */
final class Bill {
  private final Map<String, Component> components = new TreeMap<>();
  private final TreeSet<String> known = new TreeSet<>();
  private final Map<String, MavenName> byFile = new TreeMap<>();

  /** Coordinates of a library. */
  private record MavenName(String group, String artifact, String version) {}

  /**
   * @param dependencies what Maven's goal dependency:list wrote of the build
   */
  Bill(Path dependencies) throws IOException {
    for (String line : Files.readAllLines(dependencies)) {
      List<String> parts = List.of(line.trim().split("[: ]", -1));
      // group:artifact:jar[:classifier]:version:scope
      if (parts.size() >= 5 && parts.get(2).equals("jar")) {
        boolean classified = parts.size() > 5 && parts.get(5).matches("compile|provided|runtime");
        String version = parts.get(classified ? 4 : 3);
        MavenName name = new MavenName(parts.get(0), parts.get(1), version);
        String classifier = classified ? "-" + parts.get(3) : "";
        byFile.put(parts.get(1) + "-" + version + classifier + ".jar", name);
      }
    }
  }

  /** A jar of the image, with its checksum. */
  void jar(Path jar) throws IOException {
    String file = jar.getFileName().toString();
    MavenName name = byFile.getOrDefault(file, named(file));
    Component component = library(name);
    for (Hash hash : BomUtils.calculateHashes(jar.toFile(), Version.VERSION_16)) {
      if (hash.getAlgorithm().equals(Hash.Algorithm.SHA_256.getSpec())) {
        component.setHashes(List.of(hash));
      }
    }
    known.add(file);
  }

  /** All libraries of the build that are no jar of their own: they are in the jar of the jobs. */
  void shaded() {
    byFile.forEach(
        (file, name) -> {
          if (!known.contains(file)) {
            library(name);
          }
        });
  }

  /** The Java runtime. */
  void java() {
    String version = Runtime.version().toString();
    add("pkg:generic/openjdk@" + encoded(version), null, "openjdk", version);
  }

  /** Packages by name. */
  void debian(Map<String, String> versions) {
    versions.forEach(
        (name, version) ->
            add("pkg:deb/debian/%s@%s".formatted(name, encoded(version)), null, name, version));
  }

  private Component library(MavenName name) {
    String purl =
        name.group().isEmpty()
            ? "pkg:generic/%s@%s".formatted(name.artifact(), encoded(name.version()))
            : "pkg:maven/%s/%s@%s"
                .formatted(name.group(), name.artifact(), encoded(name.version()));
    return add(purl, name.group().isEmpty() ? null : name.group(), name.artifact(), name.version());
  }

  private Component add(String purl, String group, String name, String version) {
    Component component = new Component();
    component.setType(Component.Type.LIBRARY);
    component.setGroup(group);
    component.setName(name);
    component.setVersion(version);
    component.setPurl(purl);
    component.setBomRef(purl);
    components.put(purl, component);
    return component;
  }

  private static String encoded(String version) {
    return URLEncoder.encode(version, StandardCharsets.UTF_8);
  }

  /** Of a jar that isn't one of the build: its name alone tells. */
  private static MavenName named(String file) {
    if (file.startsWith("recap-spark-jobs-")) {
      String version = file.replaceAll("^recap-spark-jobs-|-all\\.jar$", "");
      return new MavenName("fr.recap", "recap-spark-jobs", version);
    }
    String base = file.replaceAll("\\.jar$", "");
    String version = base.replaceAll("^.*?-(?=[0-9])", "");
    return version.equals(base)
        ? new MavenName("", base, "unknown")
        : new MavenName("", base.substring(0, base.length() - version.length() - 1), version);
  }

  /** As JSON, sorted. */
  String json(String image, String version) {
    Bom bom = new Bom();
    bom.setSerialNumber(null);
    Metadata metadata = new Metadata();
    metadata.setTimestamp(null);
    Component itself = new Component();
    itself.setType(Component.Type.CONTAINER);
    itself.setName(image);
    itself.setVersion(version);
    metadata.setComponent(itself);
    bom.setMetadata(metadata);
    bom.setComponents(List.copyOf(components.values()));
    try {
      return BomGeneratorFactory.createJson(Version.VERSION_16, bom).toJsonString();
    } catch (GeneratorException e) {
      throw new IllegalStateException(e);
    }
  }
}
