package fr.recap.texts;

import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The texts of one language, from {@code texts_<language>.properties} (UTF-8).
 *
 * <p>A text may have the placeholders <code>{0}</code>, <code>{1}</code>, ...; apostrophes and
 * other braces stand for themselves, other than in {@link java.text.MessageFormat}.
 */
public final class Texts {
  private static final String BUNDLE = "fr.recap.texts.texts";
  private static final Pattern PLACEHOLDER = Pattern.compile("[{]([0-9])[}]");

  private static final Pattern DECIMAL = Pattern.compile("[0-9]{1,9}[.]([0-9]+)");

  /** Between the parts of a text that is a list. */
  private static final Pattern BAR = Pattern.compile("\\|");

  /** Keys of what programs write in English, also to tables and files. */
  private static final String WORDS = "words.";

  private final Language language;
  private final Numbers numbers;
  private final ResourceBundle bundle;

  private Texts(Language language) {
    this.language = language;
    this.numbers = new Numbers(language);
    this.bundle =
        ResourceBundle.getBundle(
            BUNDLE,
            language.locale(),
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
  }

  /** The texts of a language. */
  public static Texts of(Language language) {
    return new Texts(language);
  }

  /** The language of these texts. */
  public Language language() {
    return language;
  }

  /** The keys of all texts, in order. */
  public SortedSet<String> keys() {
    return new TreeSet<>(bundle.keySet());
  }

  /** Whether there is a text of that key. */
  public boolean has(String key) {
    return bundle.containsKey(key);
  }

  /**
   * A text.
   *
   * @param values for its placeholders, in order; whole numbers are written as the language does
   * @throws java.util.MissingResourceException if there is none of that key
   */
  public String get(String key, Object... values) {
    return PLACEHOLDER
        .matcher(bundle.getString(key))
        .replaceAll(
            place -> {
              int i = Integer.parseInt(place.group(1));
              return Matcher.quoteReplacement(
                  i < values.length ? written(values[i]) : place.group());
            });
  }

  /** A text that is a list, such as the names of a table's columns. */
  public List<String> list(String key) {
    return List.of(BAR.split(bundle.getString(key), -1));
  }

  /** All texts whose keys begin so, by what follows. */
  public SortedMap<String, String> under(String prefix) {
    SortedMap<String, String> texts = new TreeMap<>();
    keys().stream()
        .filter(key -> key.startsWith(prefix))
        .forEach(key -> texts.put(key.substring(prefix.length()), bundle.getString(key)));
    return texts;
  }

  /**
   * What a program wrote in English, in this language.
   *
   * @return the same where no text of these is like it
   */
  public String translated(String english) {
    if (language == Language.EN) {
      return english;
    }
    for (Map.Entry<String, String> text : of(Language.EN).under(WORDS).entrySet()) {
      Matcher like = like(text.getValue()).matcher(english);
      if (like.matches()) {
        Object[] values = new Object[like.groupCount()];
        for (int i = 0; i < values.length; i++) {
          values[i] = value(like.group(i + 1));
        }
        return get(WORDS + text.getKey(), values);
      }
    }
    return english;
  }

  /** What stands in a text: a number as this language writes it. */
  private String value(String english) {
    Matcher decimal = DECIMAL.matcher(english);
    return decimal.matches()
        ? number(Double.parseDouble(english), decimal.group(1).length())
        : english;
  }

  /** A text with anything in the place of its placeholders, which stand in their order. */
  private static Pattern like(String text) {
    StringBuilder regex = new StringBuilder();
    int end = 0;
    for (MatchResult place : PLACEHOLDER.matcher(text).results().toList()) {
      regex.append(Pattern.quote(text.substring(end, place.start()))).append("(.+)");
      end = place.end();
    }
    return Pattern.compile(regex.append(Pattern.quote(text.substring(end))).toString());
  }

  /** A whole number with its thousands apart. */
  public String count(long value) {
    return numbers.count(value);
  }

  /** A day and time, to the minute. */
  public String moment(ZonedDateTime moment) {
    return DateTimeFormatter.ofPattern(get("report.moment"), language.locale()).format(moment);
  }

  /** A number; a dash for NaN. */
  public String number(double value, int decimals) {
    return numbers.number(value, decimals);
  }

  /**
   * A share as percentage with one decimal.
   *
   * @param share in [0, 1]; a dash for NaN
   */
  public String percent(double share) {
    return percent(share, 1);
  }

  /** A share as percentage; a dash for NaN. */
  public String percent(double share, int decimals) {
    return numbers.percent(share, decimals);
  }

  private String written(Object value) {
    return value instanceof Long || value instanceof Integer
        ? numbers.count(((Number) value).longValue())
        : String.valueOf(value);
  }
}
