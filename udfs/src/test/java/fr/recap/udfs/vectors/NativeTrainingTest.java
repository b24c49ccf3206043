package fr.recap.udfs.vectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.recap.udfs.vectors.VectorsHeader.Kind;
import fr.recap.udfs.vectors.VectorsHeader.Loss;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeTrainingTest {
  @TempDir Path folder;

  private static TrainingArguments with(Kind kind, int dimension, int minCount, double rate) {
    return new TrainingArguments(
        kind, Loss.NEGATIVE_SAMPLING, dimension, 5, 1, minCount, 5, 1, 100, 2, 4, rate, 1);
  }

  private Path text(String content) throws Exception {
    return Files.writeString(folder.resolve("text"), content);
  }

  private void train(TrainingArguments arguments, Path text) throws Exception {
    new NativeTraining(arguments, line -> {}).train(text, folder.resolve("model.bin"));
  }

  @Test
  void oneThreadTrainsTheSameModelAgainAndLeavesNothingElse() throws Exception {
    Path text = TestModels.text(folder, Kind.SKIPGRAM);
    train(TestModels.arguments(Kind.SKIPGRAM, 4), text);
    byte[] first = Files.readAllBytes(folder.resolve("model.bin"));
    train(TestModels.arguments(Kind.SKIPGRAM, 4), text);

    assertThat(Files.readAllBytes(folder.resolve("model.bin"))).isEqualTo(first);
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactlyInAnyOrder(text, folder.resolve("model.bin"));
    }
  }

  @Test
  void argumentsThatTheNativeCodeWouldDieOfAreRefused() {
    assertThatThrownBy(() -> with(Kind.CBOW, 0, 1, 0.05))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("The dimension must be between 1 and 2000, cannot be: 0");
    assertThatThrownBy(() -> with(Kind.CBOW, 10, 0, 0.05)).hasMessageContaining("minimal count");
    assertThatThrownBy(() -> with(Kind.CBOW, 10, 1, Double.NaN))
        .hasMessageContaining("learning rate must be over 0");
    assertThatThrownBy(
            () ->
                new TrainingArguments(
                    Kind.CBOW, Loss.SOFTMAX, 10, 5, 1, 1, 5, 1, 100, 5, 4, 0.1, 1))
        .hasMessageContaining("shortest sub-word must be between 1 and 4");
    assertThatThrownBy(
            () ->
                new TrainingArguments(
                    Kind.CBOW, Loss.SOFTMAX, 10, 5, 1, 1, 5, 2, 100, 2, 4, 0.1, 1))
        .hasMessageContaining("word n-grams must be between 1 and 1");
    assertThatThrownBy(
            () ->
                new TrainingArguments(
                    Kind.CBOW, Loss.ONE_VERSUS_ALL, 10, 5, 1, 1, 5, 1, 100, 2, 4, 0.1, 1))
        .hasMessageContaining("ns, hs and softmax");
  }

  @Test
  void textsWithoutEnoughWordsOrLabelsAreRefused() throws Exception {
    Path one = text("boulanger boulanger boulanger\n");
    assertThatThrownBy(() -> train(with(Kind.SKIPGRAM, 10, 1, 0.05), one))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("fewer than two words that occur 1 times");
    Path rare = text("boulanger garage\nboulanger école\n");
    assertThatThrownBy(() -> train(with(Kind.SKIPGRAM, 10, 2, 0.05), rare))
        .hasMessageContaining("fewer than two words that occur 2 times");
    Path unlabelled = text("__label__a boulanger garage\nboulanger école\n");
    assertThatThrownBy(() -> train(with(Kind.SUPERVISED, 10, 1, 0.05), unlabelled))
        .hasMessageContaining("fewer than two labels");
    assertThatThrownBy(() -> train(with(Kind.CBOW, 10, 1, 0.05), folder.resolve("none")))
        .hasMessageContaining("There is no file");
  }

  @Test
  void bucketsThatDoNotFitIntoMemoryAreRefused() throws Exception {
    Path text = text("boulanger garage\n");
    assertThatThrownBy(
            () ->
                train(
                    new TrainingArguments(
                        Kind.CBOW, Loss.SOFTMAX, 2000, 5, 1, 1, 5, 1, 100_000_000, 2, 4, 0.1, 1),
                    text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("give fewer buckets");
  }

  @Test
  void aDiskWithoutRoomIsToldAndNothingStays() throws Exception {
    Path text = TestModels.text(folder, Kind.SKIPGRAM);
    try (SmallDisk disk = SmallDisk.mount(folder.resolve("small"), 32)) {
      Path model = disk.folder().resolve("model.bin");

      assertThatThrownBy(
              () ->
                  new NativeTraining(TestModels.arguments(Kind.SKIPGRAM, 4), line -> {})
                      .train(text, model))
          .isInstanceOf(java.io.IOException.class)
          .hasMessageContaining("make room or give another output");
      assertThat(disk.folder()).isEmptyDirectory();
    }
  }
}
