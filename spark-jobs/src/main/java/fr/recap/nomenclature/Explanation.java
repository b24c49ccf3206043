package fr.recap.nomenclature;

import java.util.List;

/**
 * Why a form has a code.
 *
 * @param code of a node at any level
 * @param path labels from the code's own up to the top, the texts that it is known by
 * @param help its help text, perhaps empty
 * @param probability of the code, in [0, 1]
 * @param fields of the form that are not empty, in order of the inputs
 * @param texts the nearest labelled texts that speak for the code, by field, the nearest first; of
 *     a field where none does, the nearest ones
 */
public record Explanation(
    String code,
    List<String> path,
    String help,
    double probability,
    List<Field> fields,
    List<LabelledText> texts) {
  public Explanation {
    path = List.copyOf(path);
    fields = List.copyOf(fields);
    texts = List.copyOf(texts);
  }

  /**
   * What a field did for the code.
   *
   * @param name of the input
   * @param change of the code's log-probability by the field, in nats: how much less likely the
   *     code is without it; negative where the field speaks against the code
   * @param words as the coder reads them, what speaks most for the code first
   */
  public record Field(String name, double change, List<Word> words) {
    public Field {
      words = List.copyOf(words);
    }
  }

  /**
   * What one word did, wherever it stands in its field.
   *
   * @param change of the code's log-probability by the word, in nats; the words of a field need not
   *     add up to the field, since two words may say the same
   */
  public record Word(String text, double change) {}

  /**
   * A text that the coder has learned: a wording of forms, a label, a note or a synonym.
   *
   * @param field that it was compared with
   * @param text cleaned
   * @param similarity in (0, 1]
   * @param codes that it was given, the most frequent first
   */
  public record LabelledText(String field, String text, double similarity, List<Label> codes) {
    public LabelledText {
      codes = List.copyOf(codes);
    }
  }

  /**
   * A code of a text.
   *
   * @param weight forms that gave it, or the weight of a text that comes from none
   */
  public record Label(String code, double weight) {}
}
