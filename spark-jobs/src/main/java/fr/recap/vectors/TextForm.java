package fr.recap.vectors;

import fr.recap.udfs.text.AsciiFolder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What is done to a text before its words are looked up; the same as before training. */
public enum TextForm {
  /** Nothing. */
  RAW,
  /** Lower case, as for models trained on lower-case text with accents. */
  LOWER,
  /** ASCII in lower case, punctuation to blanks: forms are in capitals and without accents. */
  NORMALIZED;

  /** How labels of supervised models begin; such words are left as they are. */
  static final String LABEL_PREFIX = "__label__";

  /**
   * The form of a setting.
   *
   * @throws IllegalArgumentException if there is none of that name
   */
  public static TextForm of(String name) {
    return Arrays.stream(values())
        .filter(form -> form.setting().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "The form of texts must be raw, lower or normalized, cannot be: " + name));
  }

  /** Its name in settings. */
  public String setting() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The text in this form. */
  public String of(String text, boolean labelled) {
    if (!labelled || !text.contains(LABEL_PREFIX)) {
      return plain(text);
    }
    List<String> labels = new ArrayList<>();
    List<String> words = new ArrayList<>();
    for (String word : text.split("\\s+", -1)) {
      (word.startsWith(LABEL_PREFIX) ? labels : words).add(word);
    }
    return String.join(" ", labels) + " " + plain(String.join(" ", words));
  }

  private String plain(String text) {
    return switch (this) {
      case RAW -> text;
      case LOWER -> text.toLowerCase(Locale.FRENCH);
      case NORMALIZED -> AsciiFolder.normalize(text);
    };
  }
}
