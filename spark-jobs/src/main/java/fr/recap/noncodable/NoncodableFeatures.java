package fr.recap.noncodable;

import fr.recap.forms.Form;
import fr.recap.tables.Rp;
import fr.recap.udfs.text.CharNgrams;
import fr.recap.udfs.text.TextCleaner;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What the model sees of a form: for each input whether it is empty, then the words of each input,
 * hashed together with its name.
 */
final class NoncodableFeatures {
  static final List<String> INPUTS =
      List.of(
          Rp.RS_X,
          Rp.CLT_X,
          Rp.PROFS_X,
          Rp.PROFI_X,
          Rp.PROFA_X,
          Rp.NUMVOI_X,
          Rp.TYPEVOI_X,
          Rp.ACTET_X,
          Rp.DLT_X,
          Rp.PLT_X,
          Rp.VARDOMPART_X);

  /** A power of two; the vocabulary of a census in each field is a few times as large. */
  private static final int BUCKETS = 1 << 16;

  private NoncodableFeatures() {}

  /** Number of features. */
  static int size() {
    return INPUTS.size() + BUCKETS;
  }

  /** Positions of the features that a form has, increasing, each once. */
  static int[] of(Form form) {
    IntStream.Builder found = IntStream.builder();
    for (int i = 0; i < INPUTS.size(); i++) {
      String text = form.filled(INPUTS.get(i));
      if (text == null) {
        found.add(i);
        continue;
      }
      for (String word : TextCleaner.unstemmed().tokens(text)) {
        long hash = CharNgrams.hash(INPUTS.get(i) + ' ' + word);
        found.add(INPUTS.size() + (int) ((hash ^ (hash >>> 32)) & (BUCKETS - 1)));
      }
    }
    return found.build().sorted().distinct().toArray();
  }
}
