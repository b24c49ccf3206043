package fr.recap.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The pages of the documentation and what stands in them. */
final class Pages {
  private static final Path HOME = Repository.root();
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
  private static final Pattern INLINE = Pattern.compile("`([^`\n]+)`");
  private static final Pattern FENCE = Pattern.compile("(?ms)^ *```(\\w*)\n(.*?)^ *```$");
  private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.*)$");

  private Pages() {}

  /** Every page of the clone but those in build folders and hidden ones. */
  static List<Path> all() {
    try (Stream<Path> files = Files.walk(HOME)) {
      return files
          .filter(file -> file.toString().endsWith(".md"))
          .filter(file -> !HOME.relativize(file).toString().matches("(.*/)?(target|\\..*)/.*"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Targets of links to other files and sections, but not to other sites. */
  static List<String> links(Path page) {
    return LINK.matcher(withoutFences(read(page)))
        .results()
        .map(match -> match.group(1))
        .filter(target -> !target.contains("://"))
        .toList();
  }

  /** Anchors of a page's headings, as GitHub makes them. */
  static List<String> anchors(Path page) {
    return HEADING
        .matcher(withoutFences(read(page)))
        .results()
        .map(match -> match.group(1).toLowerCase(Locale.ROOT))
        .map(title -> title.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
        .toList();
  }

  /** Texts between backticks within sentences. */
  static List<String> inlineCode(Path page) {
    return INLINE.matcher(withoutFences(read(page))).results().map(m -> m.group(1)).toList();
  }

  /** Lines of shell commands, those that end with a backslash joined to the next. */
  static List<String> shellLines(Path page) {
    return FENCE
        .matcher(read(page))
        .results()
        .filter(match -> match.group(1).equals("bash"))
        .map((MatchResult match) -> match.group(2).replaceAll("\\\\\n\\s*", ""))
        .flatMap(String::lines)
        .map(line -> line.replaceFirst("(^|\\s)#.*", "").strip())
        .toList();
  }

  /** Rows of its tables, their heads among them. */
  static long tableRows(Path page) {
    return withoutFences(read(page)).lines().filter(line -> line.startsWith("|")).count();
  }

  private static String withoutFences(String text) {
    return FENCE.matcher(text).replaceAll("");
  }

  private static String read(Path page) {
    try {
      return Files.readString(page);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
