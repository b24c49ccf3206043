package fr.recap.bench;

import fr.recap.nomenclature.NomenclatureCoder;
import fr.recap.nomenclature.Prediction;
import java.util.List;

/** One of this project's coders. */
record OurCoder(NomenclatureCoder coder) implements Scorer {
  @Override
  public Scored score(List<String> texts) {
    Prediction prediction = coder.predictTexts(texts.toArray(String[]::new));
    return new Scored(prediction.codes(), prediction.probability());
  }

  @Override
  public double threshold() {
    return coder.threshold();
  }
}
