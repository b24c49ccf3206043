package fr.recap.encoder;

/**
 * Takes one form after the other to the unit sphere as a {@link Tower} does, of one thread, by the
 * sums of the words of its texts.
 */
final class FormTower {
  private final WordSums words;
  private final Parameters parameters;
  private final Tower tower;
  private final WordSums.Sum stems;
  private final WordSums.Sum grams;

  FormTower(WordSums words, Parameters parameters) {
    this.words = words;
    this.parameters = parameters;
    this.tower = new Tower(parameters.shape);
    tower.prepare(parameters);
    this.stems = new WordSums.Sum(parameters.shape.width());
    this.grams = new WordSums.Sum(parameters.shape.width());
  }

  /**
   * Encodes a form.
   *
   * @param cleaned text of each field, null where it is empty
   * @return a unit vector, valid until the next call
   */
  float[] unit(String[] cleaned) {
    tower.start();
    for (int field = 0; field < cleaned.length; field++) {
      if (cleaned[field] != null) {
        sum(cleaned[field]);
        if (!stems.isEmpty() || !grams.isEmpty()) {
          WordSums.Sum.mean(stems, grams);
          tower.add(parameters, stems.vector(), field);
        }
      }
    }
    return tower.finish(parameters);
  }

  private void sum(String cleaned) {
    stems.clear();
    grams.clear();
    int end;
    for (int start = 0; start < cleaned.length(); start = end + 1) {
      end = cleaned.indexOf(' ', start);
      end = end < 0 ? cleaned.length() : end;
      if (end > start) {
        WordSums.Word word = words.of(cleaned.substring(start, end));
        stems.add(word.stems());
        grams.add(word.grams());
      }
    }
  }
}
