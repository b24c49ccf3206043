package fr.recap.noncodable;

import fr.recap.forms.Form;
import fr.recap.tables.Rp;
import fr.recap.udfs.text.TextCleaner;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which fields of a form are filled, what the texts look like, whatever they say, and whether the
 * employer repeats another field.
 */
final class FormShape {
  /** Fields whose presence alone is looked at. */
  private static final List<String> PRESENT =
      List.of(
          Rp.NUMVOI_X,
          Rp.BISTER_X,
          Rp.TYPEVOI_X,
          Rp.CPLADR_X,
          Rp.DLT_X,
          Rp.PLT_X,
          Rp.VARDOMPART_X,
          Rp.CLT_C_C,
          Rp.PROFS_X,
          Rp.PROFI_X,
          Rp.PROFA_X);

  /** Fields whose texts are looked at. */
  private static final List<String> TEXTS =
      List.of(Rp.RS_X, Rp.ACTET_X, Rp.PROFS_X, Rp.NOMVOI_X, Rp.CLT_X);

  private static final List<String> SHAPES =
      List.of(
          "present",
          "length",
          "words",
          "mean word length",
          "single letters",
          "digits",
          "vowels",
          "repetition",
          "distinct");

  private static final List<String> RELATIONS =
      List.of("words of rs_x in clt_x", "words of rs_x in actet_x", "words of rs_x in profs_x");

  private FormShape() {}

  /** The columns of a form that are read. */
  static List<String> columns() {
    List<String> columns = new ArrayList<>(PRESENT);
    columns.addAll(TEXTS.stream().filter(text -> !PRESENT.contains(text)).toList());
    return columns;
  }

  /**
   * Groups of features that tell of the same, in order.
   *
   * @param from position of the first one
   */
  static List<FeatureGroup> groups(int from) {
    List<FeatureGroup> groups = new ArrayList<>();
    int at = from + PRESENT.size();
    groups.add(new FeatureGroup("presence", from, at));
    for (String name : List.of("employer", "activity", "profession", "street", "town")) {
      groups.add(new FeatureGroup(name + "-shape", at, at + SHAPES.size()));
      at += SHAPES.size();
    }
    groups.add(new FeatureGroup("repeats", at, at + RELATIONS.size()));
    return groups;
  }

  static int size() {
    return PRESENT.size() + TEXTS.size() * SHAPES.size() + RELATIONS.size();
  }

  /**
   * Fills in the features of a form.
   *
   * @return the position behind the last one
   */
  static int fill(Form form, double[] into, int from) {
    int at = from;
    for (String field : PRESENT) {
      into[at++] = form.filled(field) == null ? 0 : 1;
    }
    for (String field : TEXTS) {
      String text = form.filled(field);
      if (text != null) {
        shape(text, into, at);
      }
      at += SHAPES.size();
    }
    Set<String> employer = words(form.filled(Rp.RS_X));
    for (String field : List.of(Rp.CLT_X, Rp.ACTET_X, Rp.PROFS_X)) {
      into[at++] = overlap(employer, words(form.filled(field)));
    }
    return at;
  }

  private static void shape(String text, double[] into, int from) {
    int letters = 0;
    int digits = 0;
    int vowels = 0;
    int words = 0;
    int singles = 0;
    int run = 0;
    int longestRun = 0;
    int wordLength = 0;
    long seen = 0;
    for (int i = 0; i <= text.length(); i++) {
      char c = i < text.length() ? Character.toUpperCase(text.charAt(i)) : ' ';
      boolean inWord = Character.isLetterOrDigit(c);
      if (inWord) {
        wordLength++;
        seen |= 1L << (c & 63);
        run = i > 0 && Character.toUpperCase(text.charAt(i - 1)) == c ? run + 1 : 1;
        longestRun = Math.max(longestRun, run);
        digits += Character.isDigit(c) ? 1 : 0;
        letters += Character.isLetter(c) ? 1 : 0;
        vowels += "AEIOUYÀÂÉÈÊËÎÏÔÖÙÛÜ".indexOf(c) >= 0 ? 1 : 0;
      } else if (wordLength > 0) {
        words++;
        singles += wordLength == 1 ? 1 : 0;
        wordLength = 0;
      }
    }
    double signs = Math.max(1, letters + digits);
    into[from] = 1;
    into[from + 1] = text.length();
    into[from + 2] = words;
    into[from + 3] = (float) (signs / Math.max(1, words));
    into[from + 4] = singles;
    into[from + 5] = (float) (digits / signs);
    into[from + 6] = (float) ((double) vowels / Math.max(1, letters));
    into[from + 7] = longestRun;
    into[from + 8] = (float) (Long.bitCount(seen) / signs);
  }

  private static Set<String> words(String text) {
    return text == null ? Set.of() : new HashSet<>(TextCleaner.unstemmed().tokens(text));
  }

  /** Share of the words that are among others; 0 for none. */
  private static double overlap(Set<String> words, Set<String> others) {
    if (words.isEmpty() || others.isEmpty()) {
      return 0;
    }
    double shared = words.stream().filter(others::contains).count();
    return (float) (shared / words.size());
  }
}
