package fr.recap.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import fr.recap.models.DamagedFiles;
import fr.recap.runtime.TestSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.storage.StorageLevel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EncoderTrainingTest {
  private static final EncoderSettings SETTINGS =
      new EncoderSettings(16, 16, 6, 2, 16, 0.1f, 0.2f, 11);

  private final List<Example> train = EncoderFixture.examples(300, 1);
  private final List<Example> validation = EncoderFixture.examples(60, 2);
  private final EncoderInput input = EncoderFixture.input(SETTINGS, validation);

  @TempDir Path folder;

  private EncoderTraining.Outcome local() {
    return new EncoderTraining(SETTINGS, input)
        .train(new LocalEpochs(SETTINGS, input, train), Optional.empty());
  }

  private EncoderTraining.Outcome onSpark(int partitions) {
    JavaRDD<Example> examples =
        JavaSparkContext.fromSparkContext(TestSession.get().sparkContext())
            .parallelize(train, partitions);
    return new EncoderTraining(SETTINGS, input)
        .train(new SparkEpochs(SETTINGS, input, examples, 1), Optional.empty());
  }

  private static int best(EncoderModel model, String main) {
    float[] logs = model.logProbabilities(new String[] {main, null});
    int best = 0;
    for (int leaf = 1; leaf < logs.length; leaf++) {
      best = logs[leaf] > logs[best] ? leaf : best;
    }
    return best;
  }

  private byte[] bytes(EncoderModel model) throws IOException {
    Path file = folder.resolve("model.bin");
    EncoderFiles.write(file, model);
    return Files.readAllBytes(file);
  }

  @Test
  void itLearnsWordsAndReadsMisspeltOnes() {
    EncoderModel model = local().model();

    assertThat(best(model, "vente patisserie")).isEqualTo(0);
    assertThat(best(model, "atelier mecanique")).isEqualTo(3);
    assertThat(best(model, "boulangeri")).as("known by its n-grams").isEqualTo(0);
    assertThat(best(model, "salon coiffur")).isEqualTo(2);
  }

  @Test
  void trainingAgainGivesTheSameBits() throws IOException {
    assertThat(bytes(local().model())).isEqualTo(bytes(local().model()));
  }

  @Test
  void sevenPartitionsOnSparkLearnTooAndGiveTheSameBitsTwice() throws IOException {
    EncoderTraining.Outcome first = onSpark(7);

    assertThat(best(first.model(), "vente viande")).isEqualTo(1);
    assertThat(first.losses().get(0)).isGreaterThan(first.losses().get(first.bestEpoch()));
    assertThat(bytes(onSpark(7).model())).isEqualTo(bytes(first.model()));
  }

  @Test
  void onePartitionOnSparkIsTheSameAsThisJvm() {
    List<Double> here = local().losses();
    List<Double> there = onSpark(1).losses();

    assertThat(there).hasSameSizeAs(here);
    for (int epoch = 0; epoch < here.size(); epoch++) {
      // A delta that travels is rounded once more.
      assertThat(there.get(epoch)).isCloseTo(here.get(epoch), within(1e-3));
    }
  }

  /** Two of them are a pass: every second example has its turn in each. */
  @Test
  void anEpochOfManyExamplesTakesTheNextPartOfThem() throws IOException {
    EncoderSettings all = SETTINGS.withEpochs(4);
    JavaRDD<Example> examples =
        JavaSparkContext.fromSparkContext(TestSession.get().sparkContext()).parallelize(train, 1);
    EncoderTraining.Outcome parts;
    try (SparkEpochs epochs = new SparkEpochs(all, input, examples, 2)) {
      parts = new EncoderTraining(all, input).train(epochs, Optional.empty());
    }
    assertThat(examples.getStorageLevel()).isEqualTo(StorageLevel.NONE());

    List<Example> even = new ArrayList<>();
    List<Example> odd = new ArrayList<>();
    for (int i = 0; i < train.size(); i++) {
      (i % 2 == 0 ? even : odd).add(train.get(i));
    }
    Epochs one = new LocalEpochs(all, input, even);
    Epochs other = new LocalEpochs(all, input, odd);
    Epochs inTurn = (start, epoch) -> (epoch % 2 == 0 ? one : other).run(start, epoch);
    EncoderTraining.Outcome here = new EncoderTraining(all, input).train(inTurn, Optional.empty());

    assertThat(parts.passes()).isEqualTo((parts.bestEpoch() + 1) / 2.0);
    for (int epoch = 0; epoch < 4; epoch++) {
      assertThat(parts.losses().get(epoch)).isCloseTo(here.losses().get(epoch), within(1e-3));
    }
  }

  @Test
  void aTrainingKilledInAnyEpochGoesOnFromItsCheckpoint() throws IOException {
    byte[] whole = bytes(local().model());
    for (int killedIn = 0; killedIn < 3; killedIn++) {
      Path checkpoints = folder.resolve("killed-" + killedIn);
      int last = killedIn;
      LocalEpochs alive = new LocalEpochs(SETTINGS, input, train);
      Epochs epochs =
          (start, epoch) -> {
            EncoderState.Trained trained = alive.run(start, epoch);
            if (epoch == last) {
              throw new IllegalStateException("killed");
            }
            return trained;
          };
      EncoderTraining training = new EncoderTraining(SETTINGS, input);
      assertThatThrownBy(
              () -> training.train(epochs, Optional.of(new Checkpoints(checkpoints, "a"))))
          .hasMessage("killed");

      EncoderTraining.Outcome resumed =
          training.train(
              new LocalEpochs(SETTINGS, input, train),
              Optional.of(new Checkpoints(checkpoints, "a")));

      assertThat(bytes(resumed.model())).as("killed in epoch %d", killedIn).isEqualTo(whole);
    }
  }

  @Test
  void theCheckpointOfAnotherTrainingIsNotTaken() throws IOException {
    EncoderState state = EncoderState.start(SETTINGS, input);
    new Checkpoints(folder, "a").write(state);

    assertThat(new Checkpoints(folder, "b").read(input.shape())).isEmpty();
    assertThat(new Checkpoints(folder, "a").read(input.shape())).isPresent();
    new Checkpoints(folder, "a").delete();
    assertThat(new Checkpoints(folder, "a").read(input.shape())).isEmpty();
  }

  @Test
  void aModelReadAgainScoresTheSame() throws IOException {
    EncoderModel model = local().model();
    Path file = folder.resolve("model.bin");
    EncoderFiles.write(file, model);

    String[] form = {"vente pains", "service"};
    assertThat(EncoderFiles.read(file).logProbabilities(form))
        .isEqualTo(model.logProbabilities(form));
  }

  @Test
  void aDamagedModelIsRefusedSoon() throws IOException {
    Path file = folder.resolve("model.bin");
    EncoderFiles.write(file, local().model());

    DamagedFiles.check(file, 300, () -> EncoderFiles.read(file));
  }

  @Test
  void frozenVectorsStayAndOthersMove() {
    Vocabulary vocabulary = input.vocabulary();
    float[] vector = new float[16];
    vector[3] = 2;
    VectorStart start =
        new VectorStart(16, new TreeMap<>(Map.of("pains", "pains")), word -> vector);
    EncoderInput frozen =
        new EncoderInput(
            input.shape(),
            vocabulary,
            input.nodes(),
            input.targets(),
            input.prior(),
            start.of(vocabulary, true),
            validation);
    EncoderModel model =
        new EncoderTraining(SETTINGS, frozen)
            .train(new LocalEpochs(SETTINGS, frozen, train), Optional.empty())
            .model();

    int row = vocabulary.words().indexOf("pain");
    float[] embeddings = model.parameters().embeddings;
    for (int i = 0; i < 16; i++) {
      assertThat(embeddings[row * 16 + i]).isEqualTo(i == 3 ? 1f : 0f);
    }
    int bucket = vocabulary.tokens("pains").ids()[1];
    assertThat(bucket).isGreaterThanOrEqualTo(vocabulary.wordCount());
    assertThat(embeddings[bucket * 16]).as("buckets learn").isNotZero();
  }
}
