package fr.recap.nomenclature;

/** Labelled texts near to a text, the most similar first, equal ones in order of text. */
final class Neighbours {
  private final int[] texts;
  private final float[] similarities;

  Neighbours(int[] texts, float[] similarities) {
    this.texts = texts;
    this.similarities = similarities;
  }

  int size() {
    return texts.length;
  }

  int text(int i) {
    return texts[i];
  }

  /** In (0, 1], up to rounding. */
  float similarity(int i) {
    return similarities[i];
  }
}
