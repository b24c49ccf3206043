package fr.recap.udfs.text;

import java.util.List;

/**
 * Expansion of the abbreviations of French forms, from the resource {@code abbreviations.txt}
 * ({@code ETS} to etablissements, {@code CHU} to centre hospitalier universitaire).
 */
public final class Abbreviations {

  private static final Abbreviations OF_NAMES =
      new Abbreviations(PhraseMap.read(Abbreviations.class, "abbreviations.txt"));

  private final PhraseMap phrases;

  private Abbreviations(PhraseMap phrases) {
    this.phrases = phrases;
  }

  /** Those of names of employers, activities and professions. */
  public static Abbreviations ofNames() {
    return OF_NAMES;
  }

  /** Expands lower-case ASCII words; a new list. */
  public List<String> expand(List<String> words) {
    return phrases.expand(words);
  }

  /** Normalises a text as {@link AsciiFolder#normalize} and expands it; null for null. */
  public String expand(String text) {
    return text == null ? null : String.join(" ", expand(Words.of(text)));
  }
}
