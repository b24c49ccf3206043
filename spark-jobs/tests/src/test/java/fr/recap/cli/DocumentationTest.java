package fr.recap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the pages name exists: files, sections, jobs, options and settings. */
class DocumentationTest {
  private static final Path LAUNCHER = Repository.root().resolve("submit/recap");

  /** Options of the launcher, which may stand before a job's name, and whether each has a value. */
  private static final Map<String, Boolean> OF_THE_LAUNCHER = ofTheLauncher();

  /** Names of secrets look like settings. */
  private static final Pattern SECRET =
      Pattern.compile(".*\\.(password|key-password|api-key|access-key|secret-key|session-token)");

  private static final Pattern SETTING =
      Pattern.compile(
          "(secrets|postgres|elasticsearch|store|fasttext|tables|indices|geocoding|nomenclatures"
              + "|noncodable|siret|lots)(\\.[a-z][a-z-]*)+");

  /** What the launcher does itself. */
  private static final Set<String> NO_JOBS = Set.of("sandbox", "image", "install-kernel");

  private static final Pattern JOB = Pattern.compile("^(?:submit/)?recap\\s+(.*)");

  static Stream<Path> pages() {
    return Pages.all().stream();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void linksLeadSomewhere(Path page) {
    for (String link : Pages.links(page)) {
      String[] parts = link.split("#", 2);
      Path target = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]);
      assertThat(target).as("%s in %s", link, page).exists();
      if (parts.length == 2) {
        assertThat(Pages.anchors(target)).as("%s in %s", link, page).contains(parts[1]);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("pages")
  void settingsAreThoseOfRecapConf(Path page) {
    Config settings = ConfigFactory.parseResources("recap.conf").resolve();
    for (String code : Pages.inlineCode(page)) {
      String name =
          code.replaceFirst("\\s*=.*", "").replaceFirst("(?<=nomenclatures\\.)(<name>|\\*)", "naf");
      if (SETTING.matcher(name).matches() && !SECRET.matcher(name).matches()) {
        assertThat(settings.hasPathOrNull(name)).as("%s in %s", code, page).isTrue();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("pages")
  void jobsAndTheirOptionsExist(Path page) {
    List<String> commands = new ArrayList<>(Pages.inlineCode(page));
    Pages.shellLines(page).forEach(line -> commands.addAll(List.of(line.split("&&", -1))));
    for (String command : commands) {
      JOB.matcher(command.strip())
          .results()
          .map(match -> List.of(match.group(1).strip().split("\\s+", -1)))
          .forEach(words -> check(words, "%s in %s".formatted(command, page)));
    }
  }

  static Stream<Path> frenchPages() {
    Path folder = Repository.root().resolve("docs/fr");
    return Pages.all().stream().filter(page -> page.startsWith(folder));
  }

  @ParameterizedTest
  @MethodSource("frenchPages")
  void aFrenchPageHasTheSectionsTablesAndCodeOfItsEnglishOne(Path page) {
    Path english = page.getParent().resolveSibling(page.getFileName());
    assertThat(Pages.anchors(page)).hasSameSizeAs(Pages.anchors(english));
    assertThat(Pages.tableRows(page)).isPositive().isEqualTo(Pages.tableRows(english));
    assertThat(Pages.shellLines(page)).isEqualTo(Pages.shellLines(english));
    assertThat(names(page)).containsExactlyInAnyOrderElementsOf(names(english));
  }

  /** Inline code, without what stands between two codes that are in double backticks. */
  private static List<String> names(Path page) {
    return Pages.inlineCode(page).stream().filter(code -> code.equals(code.strip())).toList();
  }

  @Test
  void theLauncherListsEveryJob() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
    Main.run(List.of("--help"), stream, stream);
    List<String> jobs =
        Pattern.compile("(?m)^  ([a-z-]+) ")
            .matcher(out.toString(StandardCharsets.UTF_8))
            .results()
            .map(match -> match.group(1))
            .toList();
    assertThat(jobs).contains("code", "preflight", "clean");
    String launcher = Files.readString(LAUNCHER);
    for (String job : jobs) {
      assertThat(launcher).containsPattern("(?m)^  ([a-z-]+, )*" + job + "[ ,].*[a-z]{3}");
    }
  }

  /** What stands at the left of a line of the launcher's help, or names something in it. */
  private static List<String> names(String help) {
    return Pattern.compile("(?m)^ +([a-z|<>-]+( [a-z|<>-]+\\|[a-z|<>-]+)?)|(?<= )--[a-z-]+")
        .matcher(help.substring(help.indexOf("\n\n")))
        .results()
        .map(match -> match.group().strip())
        .filter(name -> name.contains("|") || name.startsWith("--"))
        .distinct()
        .sorted()
        .toList();
  }

  @Test
  void theLauncherSaysTheSameInFrench() throws IOException {
    String[] parts = Files.readString(LAUNCHER).split("<<'HELP'\n", -1);
    assertThat(parts).hasSize(3);
    String english = parts[1].substring(0, parts[1].indexOf("\nHELP"));
    String french = parts[2].substring(0, parts[2].indexOf("\nHELP"));
    assertThat(names(french)).hasSizeGreaterThan(15).isEqualTo(names(english));
    assertThat(french.lines()).hasSameSizeAs(english.lines().toList());
  }

  private static void check(List<String> words, String where) {
    List<String> rest = new ArrayList<>(words);
    while (!rest.isEmpty() && OF_THE_LAUNCHER.containsKey(rest.get(0))) {
      if (OF_THE_LAUNCHER.get(rest.remove(0))) {
        rest.remove(0);
      }
    }
    if (rest.isEmpty() || !rest.get(0).matches("[a-z][a-z-]*") || NO_JOBS.contains(rest.get(0))) {
      return;
    }
    String help = help(rest.get(0), where);
    for (String word : rest) {
      String option = word.replaceFirst("=.*", "").replaceAll("[`,;.)]+$", "");
      if (option.startsWith("--") && !OF_THE_LAUNCHER.containsKey(option)) {
        assertThat(help).as(where).containsPattern(Pattern.quote(option) + "[\\s,]");
      }
    }
  }

  private static Map<String, Boolean> ofTheLauncher() {
    try {
      return Pattern.compile("(?m)^  (--[a-z-]+) +([A-Z]+)? ")
          .matcher(Files.readString(LAUNCHER))
          .results()
          .collect(
              Collectors.toMap(
                  m -> m.group(1), m -> m.group(2) != null, (english, french) -> english));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String help(String job, String where) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code =
        Main.run(
            List.of(job, "--help"),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8));
    assertThat(code).as("%s: %s", where, err.toString(StandardCharsets.UTF_8)).isZero();
    return out.toString(StandardCharsets.UTF_8);
  }
}
