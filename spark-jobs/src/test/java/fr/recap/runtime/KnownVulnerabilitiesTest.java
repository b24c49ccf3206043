package fr.recap.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.univocity.parsers.csv.CsvParser;
import com.univocity.parsers.csv.CsvParserSettings;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.util.VersionUtil;
import org.junit.jupiter.api.Test;

/** The libraries that jobs run on against a list of vulnerabilities that are known; no network. */
class KnownVulnerabilitiesTest {
  private static final Pattern JAR = Pattern.compile("(.+?)-(\\d[\\w.]*?)(?:-[a-z][\\w-]*)?\\.jar");

  private record Library(String name, String version) {}

  private record Known(String library, String fixedIn, String advisory, String accepted) {
    boolean concerns(Library found) {
      return found.name().replaceFirst("_2\\.1\\d$", "").equals(library)
          && VersionUtil.compareVersions(found.version(), fixedIn) < 0;
    }
  }

  @Test
  void noLibraryIsOlderThanTheVersionThatMendsIt_unlessThatIsAccepted() throws IOException {
    List<Library> libraries = libraries();
    assertThat(libraries).hasSizeGreaterThan(100);
    List<String> vulnerable = new ArrayList<>();
    List<String> acceptedInVain = new ArrayList<>();
    for (Known known : known()) {
      List<Library> concerned = libraries.stream().filter(known::concerns).toList();
      if (known.accepted() == null) {
        concerned.forEach(library -> vulnerable.add(known.advisory() + ": " + library));
      } else if (concerned.isEmpty()) {
        acceptedInVain.add(known.advisory());
      }
    }
    assertThat(vulnerable)
        .as("take newer versions, or say in known-vulnerabilities.csv and docs/security.md why not")
        .isEmpty();
    assertThat(acceptedInVain).as("they are mended by now: take the reason out").isEmpty();
  }

  @Test
  void thePageTellsWhatIsAccepted() throws IOException {
    String page = Files.readString(Path.of("..", "docs", "security.md"));
    for (Known known : known()) {
      String row =
          "| %s | %s, fixed in %s | %s |"
              .formatted(known.advisory(), known.library(), known.fixedIn(), known.accepted());
      assertThat(page.contains(row)).as(row).isEqualTo(known.accepted() != null);
    }
  }

  @Test
  void versionsAreComparedAsSuch() {
    Known known = new Known("x", "4.1.108.Final", "CVE", null);
    assertThat(known.concerns(new Library("x", "4.1.96.Final"))).isTrue();
    assertThat(known.concerns(new Library("x_2.12", "4.1.96.Final"))).isTrue();
    assertThat(known.concerns(new Library("x", "4.1.108.Final"))).isFalse();
    assertThat(known.concerns(new Library("x", "4.2.0.Final"))).isFalse();
    assertThat(known.concerns(new Library("y", "1.0"))).isFalse();
  }

  private static List<Known> known() throws IOException {
    CsvParserSettings settings = new CsvParserSettings();
    settings.setHeaderExtractionEnabled(true);
    try (InputStream in =
        KnownVulnerabilitiesTest.class.getResourceAsStream("/known-vulnerabilities.csv")) {
      return new CsvParser(settings)
          .parseAll(in, StandardCharsets.UTF_8).stream()
              .map(row -> new Known(row[0], row[1], row[2], row[3]))
              .toList();
    }
  }

  private static List<Library> libraries() {
    String path =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    return Arrays.stream(path.split(File.pathSeparator, -1))
        .map(entry -> JAR.matcher(Path.of(entry).getFileName().toString()))
        .filter(Matcher::matches)
        .map(jar -> new Library(jar.group(1), jar.group(2)))
        .toList();
  }
}
