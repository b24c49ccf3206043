package fr.recap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import fr.recap.texts.Language;
import fr.recap.texts.Texts;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What {@code --help} says of each job is in the language that is asked for, all of it. */
class HelpTest {
  private static final Texts ENGLISH = Texts.of(Language.EN);
  private static final Texts FRENCH = Texts.of(Language.FR);

  private static String help(String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
    assertThat(Main.run(List.of(arguments), stream, stream)).isZero();
    return out.toString(StandardCharsets.UTF_8);
  }

  /** Names of options and arguments by job; "option" has those that several jobs share. */
  private static Map<String, Set<String>> named() {
    return ENGLISH.keys().stream()
        .filter(key -> key.startsWith("help.") && !key.startsWith("help.usage."))
        .map(key -> key.split("[.]", -1))
        .collect(
            Collectors.groupingBy(
                key -> key[1],
                TreeMap::new,
                Collectors.mapping(key -> key[2], Collectors.toCollection(TreeSet::new))));
  }

  /** A text as it looks with any values for its placeholders. */
  private static Pattern shown(String text) {
    return Pattern.compile(
        Arrays.stream(text.split("[{][0-9][}]", -1))
            .map(Pattern::quote)
            .collect(Collectors.joining(".+")));
  }

  @Test
  void everyTextOfAJobIsShownInItsLanguage_andNoOther() {
    Map<String, Set<String>> named = named();
    named.remove("option");
    assertThat(named).hasSizeGreaterThan(20);
    named.forEach(
        (job, names) -> {
          String french = help(job, "--help", "-Dlanguage=fr");
          String english = help(job, "--help", "-D", "language=en");
          for (String name : names) {
            String key = "help." + job + "." + name;
            assertThat(french).as(key).containsPattern(shown(FRENCH.get(key)));
            assertThat(english).as(key).containsPattern(shown(ENGLISH.get(key)));
            if (ENGLISH.get(key).split(" ", -1).length > 2) {
              assertThat(french).as(key).doesNotContainPattern(shown(ENGLISH.get(key)));
            }
          }
          assertThat(french)
              .contains(FRENCH.get("help.option.config"), FRENCH.get("help.option.help"))
              .contains("Usage : recap " + job)
              .doesNotContain(ENGLISH.get("help.option.config"));
        });
    assertThat(help("code", "--help", "--define=language=fr")).contains("code tous les bulletins");
    assertThat(help("evaluate", "--help", "-Dlanguage=fr"))
        .contains(FRENCH.get("help.option.where"), FRENCH.get("help.option.limit"));
  }

  @Test
  void theListOfJobsIsInTheLanguageToo() {
    assertThat(help("--help", "-Dlanguage=fr"))
        .startsWith("Usage : recap <traitement> [options]\n\nTraitements :\n\n  demo ")
        .contains("lots         constitue lots et vagues")
        .endsWith("recap <traitement> --help donne les options d'un traitement.\n");
  }
}
