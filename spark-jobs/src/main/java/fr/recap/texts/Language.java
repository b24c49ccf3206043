package fr.recap.texts;

import java.util.Locale;

/** A language that texts are written in. */
public enum Language {
  EN(Locale.ENGLISH),
  FR(Locale.FRANCE);

  private final Locale locale;

  Language(Locale locale) {
    this.locale = locale;
  }

  /** The language of the machine's user: French where the locale is French, else English. */
  public static Language ofUser() {
    return of(Locale.getDefault(Locale.Category.DISPLAY));
  }

  static Language of(Locale locale) {
    return locale.getLanguage().equals(Locale.FRENCH.getLanguage()) ? FR : EN;
  }

  /** Its code in settings and in the {@code lang} attribute of a page: {@code en}, {@code fr}. */
  public String code() {
    return locale.getLanguage();
  }

  Locale locale() {
    return locale;
  }
}
