package fr.recap.texts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.recap.config.ConfigException;
import fr.recap.config.ConfigLoader;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class TextsTest {
  private static final Pattern PLACEHOLDER = Pattern.compile("[{][a-z0-9]+[}]");

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
    assertThat(english.keys()).allMatch(key -> key.matches("(help|service)[.].*"));
  }

  @Test
  void valuesAreWrittenAsTheLanguageDoes_andApostrophesStay() {
    assertThat(english.get("help.sql.rows", 12345))
        .isEqualTo("rows that are shown; default 12,345");
    assertThat(french.get("help.sql.rows", 12345L))
        .isEqualTo("lignes montrées ; par défaut 12\u202f345");
    assertThat(french.get("help.bench.what", "d'abord {1}"))
        .isEqualTo("ce qu'il faut mesurer : d'abord {1}");
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
}
