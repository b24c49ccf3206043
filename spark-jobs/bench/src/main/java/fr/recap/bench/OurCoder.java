package fr.recap.bench;

import fr.recap.forms.Prediction;
import fr.recap.nomenclature.NomenclatureCoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * One of this project's coders.
 *
 * @param folder with its files
 */
record OurCoder(NomenclatureCoder coder, Path folder) implements Scorer {
  /** Writes a coder into a folder, which is its own, and reads it as jobs do. */
  static OurCoder of(NomenclatureCoder coder, Path folder) throws IOException {
    Files.createDirectories(folder);
    coder.write(folder);
    return new OurCoder(NomenclatureCoder.load(folder), folder);
  }

  @Override
  public Scored score(List<String> texts) {
    Prediction prediction = coder.predictTexts(texts.toArray(String[]::new));
    return new Scored(prediction.codes(), prediction.probability());
  }

  @Override
  public double threshold() {
    return coder.threshold();
  }

  @Override
  public OurCoder anew() throws IOException {
    return new OurCoder(NomenclatureCoder.load(folder), folder);
  }
}
