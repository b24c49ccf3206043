package fr.recap.vectors;

import fr.recap.udfs.vectors.NativeTraining;
import fr.recap.udfs.vectors.TrainingArguments;
import fr.recap.udfs.vectors.VectorsHeader.Kind;
import fr.recap.udfs.vectors.VectorsHeader.Loss;
import java.nio.file.Files;
import java.nio.file.Path;

/** A small skip-gram model that tests train. */
public final class TestVectors {
  /** Numbers of a vector. */
  public static final int DIMENSION = 12;

  private TestVectors() {}

  static TrainingArguments arguments() {
    return new TrainingArguments(
        Kind.SKIPGRAM, Loss.NEGATIVE_SAMPLING, DIMENSION, 3, 2, 1, 3, 1, 200, 3, 5, 0.05, 1);
  }

  /** Trains it; gives the file. */
  public static Path train(Path folder) throws Exception {
    Path text =
        Files.writeString(
            folder.resolve("text.txt"),
            "infirmiere hopital\nboulanger boulangerie\nmacon chantier batiment\n".repeat(40));
    Path model = folder.resolve("model.bin");
    new NativeTraining(arguments(), line -> {}).train(text, model);
    return model;
  }
}
