package fr.recap.texts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.recap.config.ConfigException;
import fr.recap.config.ConfigLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TextsTest {
  private static final Pattern PLACEHOLDER = Pattern.compile("[{][a-z0-9]+[}]");

  /** Keys in sources, and the beginnings of those that are put together. */
  private static final Pattern REPORT_KEY =
      Pattern.compile("\"(report[.](?!html|json)[a-z0-9.-]+)\"");

  private final Texts english = Texts.of(Language.EN);
  private final Texts french = Texts.of(Language.FR);

  private static List<String> placeholders(String text) {
    return PLACEHOLDER.matcher(text).results().map(MatchResult::group).sorted().toList();
  }

  @Test
  void noLanguageLacksAText_andAllHaveTheSamePlaceholders() {
    assertThat(english.keys()).hasSizeGreaterThan(100).isEqualTo(french.keys());
    for (String key : english.keys()) {
      assertThat(french.get(key)).as(key).isNotBlank();
      assertThat(french.list(key)).as(key).hasSameSizeAs(english.list(key));
      assertThat(placeholders(french.get(key))).as(key).isEqualTo(placeholders(english.get(key)));
    }
  }

  @Test
  void whatHasMoreThanTwoWordsIsTranslated() {
    for (String key : english.keys()) {
      if (english.get(key).split(" ").length > 3 && !key.startsWith("help.fasttext.kind")) {
        assertThat(french.get(key)).as(key).isNotEqualTo(english.get(key));
      }
    }
  }

  @Test
  void everyTextIsOfAPageOrOfHelp() {
    // OpenApiTest and HelpTest hold that each of these is shown.
    assertThat(english.keys())
        .allMatch(key -> key.matches("(help|report|service|swagger|words)[.].*"));
  }

  @Test
  void everyTextOfAReportIsNamedInTheSources_andEveryOneThatIsNamedIsThere() throws Exception {
    Set<String> named = new TreeSet<>();
    for (String sources : List.of("src/main/java", "demo/src/main/java")) {
      try (Stream<Path> files = Files.walk(Path.of(sources))) {
        for (Path file : files.filter(each -> each.toString().endsWith(".java")).toList()) {
          REPORT_KEY.matcher(Files.readString(file)).results().forEach(m -> named.add(m.group(1)));
        }
      }
    }
    assertThat(named).hasSizeGreaterThan(100);
    for (String name : named) {
      assertThat(english.keys()).as(name).anyMatch(key -> key.equals(name) || name.endsWith("."));
    }
    assertThat(english.keys())
        .filteredOn(key -> key.startsWith("report."))
        .allMatch(
            key ->
                named.stream()
                    .anyMatch(n -> n.equals(key) || (n.endsWith(".") && key.startsWith(n))));
  }

  @Test
  void numbersAreWrittenAsTheLanguageDoes() {
    assertThat(english.count(1_234_567)).isEqualTo("1,234,567");
    assertThat(french.count(1_234_567)).isEqualTo("1\u202f234\u202f567");
    assertThat(english.percent(0.93)).isEqualTo("93.0 %");
    assertThat(french.percent(0.93)).isEqualTo("93,0\u00a0%");
    assertThat(french.percent(0.05, 0)).isEqualTo("5\u00a0%");
    assertThat(english.number(1234.5678, 3)).isEqualTo("1,234.568");
    assertThat(french.number(1234.5678, 3)).isEqualTo("1\u202f234,568");
    assertThat(List.of(english.number(Double.NaN, 1), french.percent(Double.NaN)))
        .containsOnly("–");
  }

  @Test
  void whatProgramsWriteInEnglishIsTranslated() {
    assertThat(french.translated("activity 4711F predicted with 0.97"))
        .isEqualTo("activité 4711F prédite à 0,97");
    assertThat(french.translated("3 earlier forms with this employer in this commune"))
        .isEqualTo("3 bulletins antérieurs citant cet employeur dans cette commune");
    assertThat(french.translated("the only one of this name in its commune"))
        .isEqualTo("le seul de ce nom dans sa commune");
    assertThat(
            french.translated(
                "SIRET is not compared with the previous coder: own_forms lacks siretc and i_mca_c."))
        .isEqualTo(
            "SIRET n'est pas comparé au codeur précédent : il manque à own_forms siretc et i_mca_c.");
    assertThat(
            french.translated(
                "PCS is not compared with Sicore: rp_2026 lacks profs_c_c, profi_c_c and profa_c_c."))
        .isEqualTo(
            "PCS n'est pas comparé à Sicore : il manque à rp_2026 profs_c_c, profi_c_c et profa_c_c.");
    assertThat(french.translated("actet_x says nothing")).isEqualTo("actet_x ne dit rien");
    assertThat(french.translated("what nobody wrote")).isEqualTo("what nobody wrote");
    assertThat(english.translated("same street")).isEqualTo("same street");
  }

  @Test
  void valuesAreWrittenAsTheLanguageDoes_andApostrophesStay() {
    assertThat(english.get("help.sql.rows", 12345))
        .isEqualTo("rows that are shown; default 12,345");
    assertThat(french.get("help.sql.rows", 12345L))
        .isEqualTo("lignes montrées ; par défaut 12\u202f345");
    assertThat(french.get("help.bench.what", "d'abord {1}"))
        .isEqualTo("ce qu'il faut mesurer : d'abord {1}");
    assertThat(french.get("help.bench.parts", "{1}", "b", "c"))
        .as("values hold no places")
        .contains("{1}, b et c");
    assertThatThrownBy(() -> french.get("help.none")).isInstanceOf(MissingResourceException.class);
  }

  @Test
  void theSettingWinsOverTheLocale_andAnotherLanguageIsRefused() {
    assertThat(Language.of(Locale.CANADA_FRENCH)).isEqualTo(Language.FR);
    assertThat(Language.of(Locale.GERMANY)).isEqualTo(Language.EN);
    assertThat(ConfigLoader.defaults().language()).isEqualTo(Language.ofUser());
    assertThat(ConfigLoader.load(List.of(), Map.of("language", "fr")).language())
        .isEqualTo(Language.FR);
    assertThatThrownBy(() -> ConfigLoader.load(List.of(), Map.of("language", "de")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("language must be one of en, fr, cannot be: de");
  }

  @Test
  void momentsAreWrittenAsTheLanguageDoes() {
    ZonedDateTime moment = ZonedDateTime.of(2026, 12, 3, 9, 5, 59, 0, ZoneId.of("UTC"));
    assertThat(Texts.of(Language.EN).moment(moment)).isEqualTo("3 December 2026, 09:05 UTC");
    assertThat(Texts.of(Language.FR).moment(moment)).isEqualTo("3 décembre 2026 à 09:05 UTC");
  }
}
