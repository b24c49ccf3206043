package fr.recap.texts;

import java.text.NumberFormat;
import java.util.ResourceBundle;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The texts of one language, from {@code texts_<language>.properties} (UTF-8).
 *
 * <p>A text may have the placeholders <code>{0}</code>, <code>{1}</code>, ...; apostrophes and
 * other braces stand for themselves, other than in {@link java.text.MessageFormat}.
 */
public final class Texts {
  private static final String BUNDLE = "fr.recap.texts.texts";

  private final Language language;
  private final ResourceBundle bundle;

  private Texts(Language language) {
    this.language = language;
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
    String text = bundle.getString(key);
    for (int i = 0; i < values.length; i++) {
      text = text.replace("{" + i + "}", written(values[i]));
    }
    return text;
  }

  private String written(Object value) {
    return value instanceof Long || value instanceof Integer
        ? NumberFormat.getIntegerInstance(language.locale()).format(value)
        : String.valueOf(value);
  }
}
