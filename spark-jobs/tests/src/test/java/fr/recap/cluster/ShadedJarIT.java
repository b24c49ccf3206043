package fr.recap.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;

/** What spark-submit is given. */
class ShadedJarIT {
  /** Classes that Spark has too would be Spark's at run time, in whatever version it brings. */
  @Test
  void noClassOfTheJarIsAClassOfSparkOrThereTwice() throws IOException {
    List<String> ours = classes(Cluster.jar());
    Set<String> once = new HashSet<>(ours);

    assertThat(ours).contains("fr/recap/cli/Main.class", "org/postgresql/Driver.class");
    assertThat(ours).hasSize(once.size());
    try (Stream<Path> jars = Files.list(Cluster.sparkJars())) {
      for (Path jar : jars.toList()) {
        assertThat(classes(jar)).as(jar.toString()).doesNotContainAnyElementsOf(once);
      }
    }
  }

  @Test
  void demoAndBenchesAreInJarsOfTheirOwn() throws IOException {
    List<String> ours = classes(Cluster.jar());
    for (String module : List.of("demo", "bench")) {
      List<String> theirs = classes(Cluster.jar(module));
      assertThat(theirs).isNotEmpty().allMatch(name -> name.startsWith("fr/recap/" + module + "/"));
      assertThat(ours).noneMatch(name -> name.startsWith("fr/recap/" + module + "/"));
    }
    assertThat(ours).noneMatch(name -> name.startsWith("fr/recap/sandbox/"));
    try (JarFile jar = new JarFile(Cluster.jar("demo").toFile())) {
      assertThat(text(jar, "META-INF/NOTICE")).contains("communes.csv.gz");
    }
  }

  @Test
  void servicesAndNoticesAreThere() throws IOException {
    try (JarFile jar = new JarFile(Cluster.jar().toFile())) {
      assertThat(text(jar, "META-INF/services/java.sql.Driver")).contains("org.postgresql.Driver");
      assertThat(text(jar, "META-INF/services/org.apache.lucene.analysis.TokenFilterFactory"))
          .contains("org.apache.lucene.analysis.fr.");
      assertThat(text(jar, "META-INF/services/org.apache.spark.sql.sources.DataSourceRegister"))
          .contains("org.elasticsearch.spark.sql.DefaultSource");
      assertThat(text(jar, "META-INF/NOTICE")).contains("recap-spark");
    }
  }

  private static String text(JarFile jar, String name) throws IOException {
    ZipEntry entry = jar.getEntry(name);
    assertThat(entry).as(name).isNotNull();
    return new String(jar.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8);
  }

  private static List<String> classes(Path file) throws IOException {
    List<String> classes = new ArrayList<>();
    try (JarFile jar = new JarFile(file.toFile())) {
      jar.stream()
          .map(ZipEntry::getName)
          .filter(name -> name.endsWith(".class") && !name.startsWith("META-INF/"))
          .forEach(classes::add);
    }
    return classes;
  }
}
