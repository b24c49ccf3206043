package fr.recap.pages;

import static org.assertj.core.api.Assertions.assertThat;

import fr.recap.texts.Language;
import fr.recap.texts.Texts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.apache.commons.text.StringEscapeUtils;

/** Looks for English texts where none should be. */
public final class EnglishWords {
  private EnglishWords() {}

  /** What a page shows, with its tags. */
  public static String shown(Path page) throws IOException {
    return StringEscapeUtils.unescapeHtml4(Files.readString(page))
        .replaceAll("(?s)<(style|script).*?</\\1>", "")
        .replace('\u00a0', ' ');
  }

  /** The same words, not parts of others. */
  private static Pattern words(String part) {
    return Pattern.compile("(?<!\\p{L})" + Pattern.quote(part) + "(?!\\p{L})");
  }

  /** Fails if a page shows a part of an English text of more than one word. */
  public static void refuse(String page, String... prefixes) {
    for (String prefix : prefixes) {
      Texts.of(Language.EN)
          .under(prefix)
          .forEach(
              (key, text) -> {
                for (String part : text.split("[|]|[{][0-9][}]", -1)) {
                  if (part.strip().contains(" ")) {
                    assertThat(page).as(key).doesNotContainPattern(words(part.strip()));
                  }
                }
              });
    }
  }
}
