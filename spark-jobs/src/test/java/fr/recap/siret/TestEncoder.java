package fr.recap.siret;

import fr.recap.encoder.EncoderSettings;
import fr.recap.encoder.PairEncoder;
import fr.recap.encoder.PairExample;
import fr.recap.encoder.PairFields;
import fr.recap.encoder.PairItem;
import fr.recap.encoder.PairTraining;
import fr.recap.encoder.VocabularyBuilder;
import java.util.List;

/** An encoder of width 8 that knows a few words. */
final class TestEncoder {
  private TestEncoder() {}

  static PairEncoder small() {
    VocabularyBuilder builder = new VocabularyBuilder(100, 64);
    builder.add("boulangerie lac");
    builder.add("garage martin");
    PairFields fields =
        new PairFields(builder.build(), PairTexts.OF_FORM, PairTexts.OF_ESTABLISHMENT);
    PairItem lake = new PairItem("L", fields.establishment(List.of("boulangerie lac", "", "")));
    PairItem garage = new PairItem("G", fields.establishment(List.of("garage martin", "", "")));
    PairItem form = new PairItem("F", fields.form(List.of("garage", "", "", "")));
    List<PairExample> examples = List.of(new PairExample(form, garage, List.of(lake), ""));
    return new PairTraining(new EncoderSettings(8, 8, 1, 1, 4, 0.1f, 0, 7), fields)
        .train(examples, examples)
        .encoder();
  }
}
