package fr.recap.bench;

import fr.recap.udfs.vectors.NativeTraining;
import fr.recap.udfs.vectors.TrainingArguments;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;

/** Trainings of the native library, quietly. */
final class FastTextModels {
  private FastTextModels() {}

  /** Trains on a text and writes the {@code .bin} file. */
  static void train(Path text, Path model, TrainingArguments arguments) throws IOException {
    try {
      new NativeTraining(arguments, line -> {}).train(text, model);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("The training of " + model + " was interrupted");
    }
  }
}
