package fr.recap.models;

import static java.time.Instant.EPOCH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.recap.config.StoreSettings;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Several that publish one model at once, on a local folder and on a real S3 server. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class PublishingAtOnceTest {
  private static final TrainingFacts FACTS = new TrainingFacts(7, "3-abc", Map.of());

  /** Large enough that two uploads overlap. */
  private static final int FILES = 5;

  @TempDir Path root;
  @TempDir Path work;
  @TempDir Path artefacts;

  private StoreSettings settings(String kind) throws IOException {
    boolean s3 = kind.equals("s3a");
    return PublishProcess.settings(
        s3 ? TestS3.endpoints().storeRoot() + "/" + UUID.randomUUID() : root.toUri().toString(),
        s3 ? TestS3.endpoints().storeEndpoint() : "",
        s3 ? TestS3.secret("store.access-key") : "",
        s3 ? TestS3.secret("store.secret-key") : "");
  }

  private Path artefact(String content) throws IOException {
    Path folder = Files.createDirectories(artefacts.resolve(content));
    for (int i = 0; i < FILES; i++) {
      Files.writeString(folder.resolve("part-" + i), content);
    }
    return folder;
  }

  /** The one content that all files of a version have; its checksums are those of its manifest. */
  private String content(ModelStore store, String version) throws IOException {
    Path files = store.fetch("NAF", version, work.resolve("read"));
    List<String> contents = new ArrayList<>();
    for (int i = 0; i < FILES; i++) {
      contents.add(Files.readString(files.resolve("part-" + i)));
    }
    assertThat(contents).containsOnly(contents.get(0));
    return contents.get(0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"file", "s3a"})
  void eachThreadHasItsOwnVersion_completeAndOfOneTraining(String kind) throws Exception {
    int threads = 4;
    try (ModelStore store = ModelStore.open(settings(kind))) {
      List<Callable<String>> publications = new ArrayList<>();
      CyclicBarrier together = new CyclicBarrier(threads);
      for (int i = 0; i < threads; i++) {
        String training = store.saveTraining("NAF", artefact("content-" + i), FACTS);
        Path cache = work.resolve("check-" + i);
        publications.add(() -> store.publish(training, folder -> await(together), cache).version());
      }
      List<String> versions = run(publications);

      assertThat(versions).doesNotHaveDuplicates();
      assertThat(store.published("NAF")).containsExactlyInAnyOrderElementsOf(versions);
      for (int i = 0; i < threads; i++) {
        assertThat(content(store, versions.get(i))).isEqualTo("content-" + i);
      }
      for (String givenUp : store.incomplete(Instant.now().plusSeconds(60))) {
        assertThat(store.folder(givenUp).lastWritten()).as("%s is empty", givenUp).isEqualTo(EPOCH);
      }
    }
  }

  @Test
  void trainingsThatEndAtOnceHaveFoldersOfTheirOwn() throws Exception {
    try (ModelStore store = ModelStore.open(settings("file"))) {
      List<Callable<String>> trainings = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        Path artefact = artefact("content-" + i);
        trainings.add(() -> store.saveTraining("NAF", artefact, FACTS));
      }
      List<String> paths = run(trainings);
      assertThat(paths).doesNotHaveDuplicates();
      for (int i = 0; i < 4; i++) {
        assertThat(content(store, paths.get(i))).isEqualTo("content-" + i);
      }
    }
  }

  @Test
  void eachJvmHasItsOwnVersions() throws Exception {
    StoreSettings settings = settings("s3a");
    List<Process> processes = new ArrayList<>();
    try (ModelStore store = ModelStore.open(settings)) {
      for (String content : List.of("one", "two")) {
        processes.add(
            PublishProcess.start(
                settings.root(),
                settings.endpoint().orElseThrow(),
                store.saveTraining("NAF", artefact(content), FACTS),
                3,
                work.resolve(content),
                settings.accessKey().orElseThrow().reveal(),
                settings.secretKey().orElseThrow().reveal()));
      }
      List<BufferedReader> outputs = processes.stream().map(Process::inputReader).toList();
      for (BufferedReader output : outputs) {
        assertThat(output.readLine()).isEqualTo("ready");
      }
      for (Process process : processes) {
        process.getOutputStream().write('\n');
        process.getOutputStream().close();
      }
      List<String> all = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        List<String> versions = outputs.get(i).lines().toList();
        assertThat(versions).hasSize(3);
        for (String version : versions) {
          assertThat(content(store, version)).isEqualTo(List.of("one", "two").get(i));
        }
        all.addAll(versions);
      }
      assertThat(all).doesNotHaveDuplicates();
      assertThat(store.published("NAF")).containsExactlyInAnyOrderElementsOf(all);
    } finally {
      processes.forEach(Process::destroyForcibly);
    }
  }

  /** As a clean does that was told that nothing is younger than dead. */
  @Test
  void aVersionWhoseFolderIsTakenAwayMeanwhileIsNotCompleted() throws IOException {
    try (ModelStore store = ModelStore.open(settings("file"))) {
      String training = store.saveTraining("NAF", artefact("content"), FACTS);
      Path claimed = root.resolve("published/NAF_2030-01-01");
      org.apache.hadoop.fs.FileSystem files =
          org.apache.hadoop.fs.FileSystem.newInstanceLocal(
              new org.apache.hadoop.conf.Configuration());
      org.apache.hadoop.fs.Path folder = new org.apache.hadoop.fs.Path(claimed.toUri());
      VersionClaim claim = VersionClaim.take(files, folder).orElseThrow();
      assertThat(VersionClaim.take(files, folder)).as("a second one").isEmpty();
      LocalModelCache.delete(claimed);

      assertThatThrownBy(
              () ->
                  new VersionFolder(files, folder)
                      .upload(artefact("content"), store.training(training), claim))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("was removed while it was written");
      assertThat(claimed.resolve(ModelManifest.FILE)).doesNotExist();
    }
  }

  private static void await(CyclicBarrier together) {
    try {
      together.await(1, TimeUnit.MINUTES);
    } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<String> run(List<Callable<String>> work) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(work.size());
    try {
      List<String> results = new ArrayList<>();
      for (Future<String> result : threads.invokeAll(work)) {
        results.add(result.get());
      }
      return results;
    } finally {
      threads.shutdown();
    }
  }
}
