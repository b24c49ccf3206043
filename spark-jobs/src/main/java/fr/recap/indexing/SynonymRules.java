package fr.recap.indexing;

import fr.recap.config.ConfigException;
import fr.recap.udfs.text.StopWords;
import fr.recap.udfs.text.Words;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Synonym rules in Solr's format: {@code a, b} for equals, {@code a => b, c} to replace.
 *
 * <p>Terms are normalised and lose their stop words here, since the search analyzer has removed
 * them before it looks for synonyms and the server refuses a rule that contains one.
 */
public final class SynonymRules {
  static final String DEFAULT = "synonyms.txt";

  private SynonymRules() {}

  /** The rules of the user's file, or those that come with recap-spark. */
  public static List<String> load(Optional<Path> file) {
    if (file.isEmpty()) {
      return parse(IndexDefinition.resource(DEFAULT), "elasticsearch/" + DEFAULT);
    }
    try {
      return parse(Files.readString(file.get(), StandardCharsets.UTF_8), file.get().toString());
    } catch (IOException e) {
      throw new ConfigException(
          "elasticsearch.synonyms: the file %s can't be read as UTF-8 text".formatted(file.get()),
          e);
    }
  }

  /** Rules of a text; blank lines and those that begin with # are left out. */
  static List<String> parse(String text, String place) {
    List<String> rules = new ArrayList<>();
    int number = 0;
    for (String line : text.split("\\R", -1)) {
      number++;
      if (!line.isBlank() && !line.startsWith("#")) {
        rules.add(rule(line, place + " line " + number));
      }
    }
    return rules;
  }

  private static String rule(String line, String place) {
    String[] sides = line.split("=>", -1);
    String rule = Arrays.stream(sides).map(SynonymRules::terms).collect(Collectors.joining(" => "));
    boolean enough =
        sides.length == 1
            ? rule.contains(", ")
            : Arrays.stream(sides).noneMatch(s -> terms(s).isEmpty());
    if (sides.length > 2 || !enough) {
      throw new ConfigException(
          "elasticsearch.synonyms: %s is no rule: '%s'. Write two or more terms separated by commas, or terms => terms; a term needs a word that is no stop word"
              .formatted(place, line));
    }
    return rule;
  }

  private static String terms(String side) {
    return Arrays.stream(side.split(",", -1))
        .map(
            term ->
                Words.of(term).stream()
                    .filter(word -> !StopWords.contains(word))
                    .collect(Collectors.joining(" ")))
        .filter(term -> !term.isEmpty())
        .distinct()
        .collect(Collectors.joining(", "));
  }
}
