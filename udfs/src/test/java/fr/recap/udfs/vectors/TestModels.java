package fr.recap.udfs.vectors;

import fr.recap.udfs.vectors.VectorsHeader.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/** Small models that tests train with the native library. */
final class TestModels {
  static final List<String> WORDS =
      List.of(
          "infirmière",
          "hôpital",
          "l'école",
          "boulanger",
          "boulangerie",
          "maçon",
          "2026",
          "n°12",
          "aide-soignante",
          "ÉLECTRICITÉ",
          "cœur",
          "a",
          "à",
          "œ",
          "日本",
          "ouvrier",
          "chauffeur",
          "livreur",
          "supermarché",
          "d'",
          "garage",
          "mécanicien",
          "x".repeat(300));

  private TestModels() {}

  /** Few words that repeat, so that all of them are in the vocabulary. */
  static Path text(Path folder, Kind kind) throws IOException {
    Random random = new Random(7);
    StringBuilder text = new StringBuilder();
    for (int line = 0; line < 400; line++) {
      if (kind == Kind.SUPERVISED) {
        text.append("__label__").append(line % 3).append(' ');
      }
      for (int word = 0; word < 3 + random.nextInt(6); word++) {
        text.append(WORDS.get(random.nextInt(WORDS.size()))).append(' ');
      }
      text.append('\n');
    }
    return Files.writeString(folder.resolve(kind.command() + ".txt"), text);
  }

  static TrainingArguments arguments(Kind kind, int maxSubword) {
    boolean supervised = kind == Kind.SUPERVISED;
    return new TrainingArguments(
        kind,
        supervised ? VectorsHeader.Loss.SOFTMAX : VectorsHeader.Loss.NEGATIVE_SAMPLING,
        20,
        3,
        2,
        1,
        5,
        supervised ? 3 : 1,
        500,
        maxSubword == 0 ? 0 : 2,
        maxSubword,
        0.1,
        1);
  }

  /** A model in a folder; the second time it is the same file. */
  static Path train(Path folder, TrainingArguments arguments) throws Exception {
    Path model = folder.resolve(arguments.kind().command() + arguments.maxSubword() + ".bin");
    if (Files.exists(model)) {
      return model;
    }
    new NativeTraining(arguments, line -> {}).train(text(folder, arguments.kind()), model);
    return model;
  }
}
