package fr.recap.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.recap.config.ConfigException;
import fr.recap.config.RefusedInputException;
import fr.recap.config.StoreSettings;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelStoreTest {
  private static final Clock NOON =
      Clock.fixed(Instant.parse("2026-11-24T12:00:00Z"), ZoneOffset.UTC);
  private static final TrainingFacts FACTS = new TrainingFacts(7, "3-abc", Map.of("top-1", 0.5));

  @TempDir Path root;
  @TempDir Path work;
  @TempDir Path artefact;

  @BeforeEach
  void writeArtefact() throws IOException {
    Files.createDirectories(artefact.resolve("part"));
    Files.writeString(artefact.resolve("weights.txt"), "abc");
    Files.writeString(artefact.resolve("part/more.txt"), "more");
  }

  private StoreSettings settings() {
    return allowing(List.of());
  }

  private StoreSettings allowing(List<String> fingerprints) {
    return new StoreSettings(
        root.toUri().toString(),
        Optional.empty(),
        "us-east-1",
        true,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Long.MAX_VALUE,
        fingerprints);
  }

  private static String read(Path folder) throws IOException {
    return Files.readString(folder.resolve("weights.txt"))
        + Files.readString(folder.resolve("part/more.txt"));
  }

  @Test
  void aPublishedTrainingIsFetchedWithItsFilesAndFacts() throws IOException {
    try (ModelStore store = ModelStore.open(settings(), NOON)) {
      String training = store.saveTraining("NAF", artefact, FACTS);
      ModelManifest published = store.publish("NAF", folder -> {}, work);

      assertThat(training).isEqualTo("trainings/NAF/2026-11-24_1");
      assertThat(published.version()).isEqualTo("NAF_2026-11-24");
      assertThat(published.training()).isEqualTo(training);
      assertThat(published.facts()).isEqualTo(FACTS);
      assertThat(published.files())
          .contains(
              new ModelFile(
                  "weights.txt",
                  3,
                  "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
    }
    ModelRef ref = new ModelRef(settings(), "NAF", "NAF_2026-11-24", work.toString());
    assertThat(read(ref.fetch())).isEqualTo("abcmore");
  }

  @Test
  void aSecondVersionOfADayDoesNotReplaceTheFirst() throws IOException {
    try (ModelStore store = ModelStore.open(settings(), NOON)) {
      store.saveTraining("NAF", artefact, FACTS);
      store.publish("NAF", folder -> {}, work);
      Files.writeString(artefact.resolve("weights.txt"), "new");
      store.saveTraining("NAF", artefact, FACTS);
      store.publish("NAF", folder -> {}, work);

      assertThat(store.published("NAF")).containsExactly("NAF_2026-11-24_2", "NAF_2026-11-24");
      assertThat(store.latest("NAF").orElseThrow().version()).isEqualTo("NAF_2026-11-24_2");
    }
    assertThat(read(new ModelRef(settings(), "NAF", "NAF_2026-11-24", work.toString()).fetch()))
        .isEqualTo("abcmore");
  }

  @Test
  void whatOtherTrainingsReadStaysInTheTraining() throws IOException {
    Path only = Files.createDirectories(artefact.resolve("training-only/more"));
    Files.writeString(only.resolve("half.txt"), "half");
    try (ModelStore store = ModelStore.open(settings(), NOON)) {
      store.saveTraining("NAF", artefact, FACTS);
      store.publish("NAF", folder -> {}, work);
    }
    ModelRef published = new ModelRef(settings(), "NAF", "NAF_2026-11-24", work.toString());

    assertThat(read(published.fetch())).isEqualTo("abcmore");
    assertThat(published.fetch().resolve("training-only")).doesNotExist();
    assertThat(published.ofTraining().version()).isEqualTo("trainings/NAF/2026-11-24_1");
    assertThat(published.ofTraining().fetch().resolve("training-only/more/half.txt"))
        .hasContent("half");
  }

  @Test
  void aDecisionIsANewVersionWithTheSameFiles() throws IOException {
    ThresholdDecision decision =
        new ThresholdDecision(
            0.65, 0.9, 0.91, 0.72, "anne", Instant.parse("2026-11-24T13:00:00Z"), "rp_2026");
    try (ModelStore store = ModelStore.open(settings(), NOON)) {
      store.saveTraining("NAF", artefact, FACTS);
      store.publish("NAF", folder -> {}, work);
      assertThat(store.latest("NAF").orElseThrow().decision()).isEmpty();

      ModelManifest decided =
          store.decide("NAF", "NAF_2026-11-24", "NAF_2026-11-24", decision, work);

      assertThat(decided.version()).isEqualTo("NAF_2026-11-24_2");
      ModelManifest read = store.latest("NAF").orElseThrow();
      assertThat(read.decision()).contains(decision);
      assertThat(read.facts()).isEqualTo(FACTS);
      assertThat(store.resolve("NAF", Optional.of("NAF_2026-11-24")).decision()).isEmpty();
    }
    assertThat(read(new ModelRef(settings(), "NAF", "NAF_2026-11-24_2", work.toString()).fetch()))
        .isEqualTo("abcmore");
  }

  @Test
  void aVersionWithoutManifestDoesNotExistAndIsNeverFilledUp() throws IOException {
    Path dead = root.resolve("published/NAF_2026-11-24");
    Files.createDirectories(dead);
    Files.writeString(dead.resolve("weights.txt"), "half");
    try (ModelStore store = ModelStore.open(settings(), NOON)) {
      assertThat(store.latest("NAF")).isEmpty();

      store.saveTraining("NAF", artefact, FACTS);
      assertThat(store.publish("NAF", folder -> {}, work).version()).isEqualTo("NAF_2026-11-24_2");
    }
    assertThat(dead.resolve("weights.txt")).hasContent("half");
  }

  /** A machine whose clock was ahead once: what is made later is the newest all the same. */
  @Test
  void aVersionOfTheFutureIsTheNewestUntilTheNextOneIsMade() throws IOException {
    Clock ahead = Clock.fixed(Instant.parse("2036-01-02T12:00:00Z"), ZoneOffset.UTC);
    try (ModelStore store = ModelStore.open(settings(), ahead)) {
      store.saveTraining("NAF", artefact, FACTS);
      store.publish("NAF", folder -> {}, work);
    }
    Files.writeString(artefact.resolve("weights.txt"), "new");
    try (ModelStore store = ModelStore.open(settings(), NOON)) {
      assertThat(store.saveTraining("NAF", artefact, FACTS))
          .isEqualTo("trainings/NAF/2036-01-02_2");
      assertThat(store.publish("NAF", folder -> {}, work).version()).isEqualTo("NAF_2036-01-02_2");
      ModelManifest newest = store.latest("NAF").orElseThrow();
      assertThat(newest.training()).isEqualTo("trainings/NAF/2036-01-02_2");
      assertThat(read(store.fetch("NAF", newest.version(), work))).isEqualTo("newmore");
    }
  }

  @Test
  void anUploadOfTheFutureThatDiedDoesNotMoveTheDate() throws IOException {
    Files.createDirectories(root.resolve("published/NAF_2036-01-02"));
    try (ModelStore store = ModelStore.open(settings(), NOON)) {
      store.saveTraining("NAF", artefact, FACTS);
      assertThat(store.publish("NAF", folder -> {}, work).version()).isEqualTo("NAF_2026-11-24");
    }
  }

  @Test
  void aDecisionDoesNotHideWhatWasPublishedMeanwhile() throws IOException {
    ThresholdDecision decision =
        new ThresholdDecision(
            0.65, 0.9, 0.91, 0.72, "anne", Instant.parse("2026-11-24T13:00:00Z"), "rp_2026");
    try (ModelStore store = ModelStore.open(settings(), NOON)) {
      store.saveTraining("NAF", artefact, FACTS);
      String begun = store.publish("NAF", folder -> {}, work).version();
      String meanwhile = store.publish("NAF", folder -> {}, work).version();

      assertThatThrownBy(() -> store.decide("NAF", begun, begun, decision, work))
          .isInstanceOf(RefusedInputException.class)
          .hasMessageContaining("NAF_2026-11-24_2 was published while the threshold was chosen");
      assertThat(store.published("NAF")).containsExactly(meanwhile, begun);
      assertThat(store.decide("NAF", begun, meanwhile, decision, work).training())
          .isEqualTo("trainings/NAF/2026-11-24_1");
    }
  }

  @Test
  void aDecisionDoesNotOvertakeAPublicationThatIsUnderWay() throws IOException {
    ThresholdDecision decision =
        new ThresholdDecision(
            0.65, 0.9, 0.91, 0.72, "anne", Instant.parse("2026-11-24T13:00:00Z"), "rp_2026");
    try (ModelStore store = ModelStore.open(settings(), NOON)) {
      store.saveTraining("NAF", artefact, FACTS);
      String begun = store.publish("NAF", folder -> {}, work).version();
      Path half = Files.createDirectories(root.resolve("published/NAF_2026-11-24_2"));
      Files.writeString(half.resolve("weights.txt"), "half");
      Path written = half.resolve("weights.txt");
      Files.setLastModifiedTime(written, FileTime.from(NOON.instant().minusSeconds(60)));

      assertThatThrownBy(() -> store.decide("NAF", begun, begun, decision, work))
          .isInstanceOf(RefusedInputException.class);
      Files.setLastModifiedTime(written, FileTime.from(NOON.instant().minusSeconds(7200)));
      assertThat(store.decide("NAF", begun, begun, decision, work).decision()).isPresent();
    }
  }

  @Test
  void onlyVersionsWhoseFingerprintIsAllowedAreLoaded() throws Exception {
    String mine;
    String other;
    try (ModelStore store = ModelStore.open(settings(), NOON)) {
      store.saveTraining("NAF", artefact, FACTS);
      mine = store.publish("NAF", folder -> {}, work).fingerprint();
      Files.writeString(artefact.resolve("weights.txt"), "evil");
      store.saveTraining("NAF", artefact, FACTS);
      other = store.publish("NAF", folder -> {}, work).fingerprint();
    }
    assertThat(mine)
        .as("what sha256sum tells of the stored file")
        .isEqualTo(sha256(root.resolve("published/NAF_2026-11-24/manifest.json")));
    try (ModelStore store = ModelStore.open(allowing(List.of(mine)), NOON)) {
      assertThat(read(store.fetch("NAF", "NAF_2026-11-24", work))).isEqualTo("abcmore");
      assertThatThrownBy(() -> store.fetch("NAF", "NAF_2026-11-24_2", work))
          .isInstanceOf(ConfigException.class)
          .hasMessageContaining(other)
          .hasMessageContaining("store.allowed-fingerprints");
      assertThat(store.fetch("NAF", "trainings/NAF/2026-11-24_2", work)).isDirectory();
    }
  }

  @Test
  void aVersionThatIsExchangedDuringARunIsNotLoaded() throws IOException {
    ModelRef ref;
    try (ModelStore store = ModelStore.open(settings(), NOON)) {
      store.saveTraining("NAF", artefact, FACTS);
      ModelManifest chosen = store.publish("NAF", folder -> {}, work);
      ref =
          new ModelRef(settings(), "NAF", chosen.version(), work.toString(), chosen.fingerprint());
      assertThat(read(ref.fetch())).isEqualTo("abcmore");
    }
    Path manifest = root.resolve("published/NAF_2026-11-24/manifest.json");
    Files.deleteIfExists(manifest.resolveSibling(".manifest.json.crc"));
    Files.writeString(manifest, Files.readString(manifest).replace("\"seed\" : 7", "\"seed\" : 8"));

    assertThatThrownBy(ref::fetch)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("is not what this run began with");
  }

  private static String sha256(Path file) throws Exception {
    return HexFormat.of()
        .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
  }

  @Test
  void whatDoesNotPredictIsNotPublished() throws IOException {
    try (ModelStore store = ModelStore.open(settings(), NOON)) {
      store.saveTraining("NAF", artefact, FACTS);

      assertThatThrownBy(
              () ->
                  store.publish(
                      "NAF",
                      folder -> {
                        throw new IllegalStateException("predicts nothing");
                      },
                      work))
          .hasMessage("predicts nothing");
      assertThat(store.published("NAF")).isEmpty();
    }
  }

  @Test
  void aDamagedFileIsNotLoaded() throws IOException {
    try (ModelStore store = ModelStore.open(settings(), NOON)) {
      store.saveTraining("NAF", artefact, FACTS);
      Path stored = root.resolve("trainings/NAF/2026-11-24_1/weights.txt");
      Files.deleteIfExists(stored.resolveSibling(".weights.txt.crc"));
      Files.writeString(stored, "abd");

      assertThatThrownBy(() -> store.publish("NAF", folder -> {}, work))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("weights.txt is damaged");
    }
  }

  @Test
  void anUnknownVersionNamesTheNearest() throws IOException {
    try (ModelStore store = ModelStore.open(settings(), NOON)) {
      store.saveTraining("NAF", artefact, FACTS);
      store.publish("NAF", folder -> {}, work);

      assertThatThrownBy(() -> store.resolve("NAF", Optional.of("NAF_2026-11-25")))
          .isInstanceOf(ConfigException.class)
          .hasMessageContaining("NAF_2026-11-25 is no published version of NAF")
          .hasMessageEndingWith("did you mean NAF_2026-11-24?");
      assertThatThrownBy(() -> store.resolve("PCS", Optional.empty()))
          .isInstanceOf(ConfigException.class)
          .hasMessageContaining("No version of PCS is published");
      assertThatThrownBy(() -> store.resolve("NAF", Optional.of("../NAF")))
          .isInstanceOf(ConfigException.class);
    }
  }

  @Test
  void manyThreadsFetchOneCopy() throws Exception {
    try (ModelStore store = ModelStore.open(settings(), NOON)) {
      store.saveTraining("NAF", artefact, FACTS);
      store.publish("NAF", folder -> {}, work);
    }
    ModelRef ref = new ModelRef(settings(), "NAF", "NAF_2026-11-24", work.toString());
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Callable<Path>> fetches = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        fetches.add(ref::fetch);
      }
      for (Future<Path> fetched : threads.invokeAll(fetches)) {
        assertThat(read(fetched.get())).isEqualTo("abcmore");
      }
    } finally {
      threads.shutdown();
    }
  }

  @Test
  void aCopyThatLostAFileIsFetchedAgain() throws IOException {
    try (ModelStore store = ModelStore.open(settings(), NOON)) {
      store.saveTraining("NAF", artefact, FACTS);
      store.publish("NAF", folder -> {}, work);
    }
    ModelRef ref = new ModelRef(settings(), "NAF", "NAF_2026-11-24", work.toString());
    Files.delete(ref.fetch().resolve("weights.txt"));

    assertThat(read(ref.fetch())).isEqualTo("abcmore");
  }

  @Test
  void aModelIsLoadedOnce() throws IOException {
    try (ModelStore store = ModelStore.open(settings(), NOON)) {
      store.saveTraining("NAF", artefact, FACTS);
      store.publish("NAF", folder -> {}, work);
    }
    ModelRef ref = new ModelRef(settings(), "NAF", "NAF_2026-11-24", work.toString());

    StringBuilder first =
        LoadedModels.get(ref, StringBuilder.class, f -> new StringBuilder(read(f)));

    assertThat(LoadedModels.get(ref, StringBuilder.class, f -> new StringBuilder("other")))
        .isSameAs(first);
  }

  @Test
  void modelsThatNothingUsesGoWhenMemoryIsShort() throws IOException {
    try (ModelStore store = ModelStore.open(settings(), NOON)) {
      store.saveTraining("NAF", artefact, FACTS);
      store.publish("NAF", folder -> {}, work);
    }
    ModelRef ref = new ModelRef(settings(), "NAF", "NAF_2026-11-24", work.toString());
    WeakReference<byte[]> loaded =
        new WeakReference<>(LoadedModels.get(ref, byte[].class, folder -> new byte[1 << 20]));

    // More than the heap holds: refused only when soft references are gone.
    assertThatExceptionOfType(OutOfMemoryError.class)
        .isThrownBy(() -> assertThat(new long[Integer.MAX_VALUE - 8]).isNull());

    assertThat(loaded.get()).isNull();
  }

  @Test
  void aReferenceReachesExecutors() throws Exception {
    ModelRef ref = new ModelRef(settings(), "NAF", "NAF_2026-11-24", work.toString());
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(ref);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      assertThat(in.readObject()).isEqualTo(ref);
    }
  }
}
