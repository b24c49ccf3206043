package fr.recap.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The cache of a machine between real JVMs.
 *
 * <p>Where a download has to stop halfway, the file in the store is a pipe: whoever reads it waits
 * until the test writes, and a second reader would wait for ever.
 */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class CacheOfTwoJvmsTest {
  private static final int SIZE = 100_000;
  private static final String CONTENT = "w".repeat(SIZE);
  private static final long NO_LIMIT = Long.MAX_VALUE;

  @TempDir Path root;
  @TempDir Path work;
  @TempDir Path artefact;

  @BeforeEach
  void writeArtefact() throws IOException {
    Files.writeString(artefact.resolve("weights.txt"), CONTENT);
  }

  /** Publishes so many versions of one content; their names. */
  private List<String> publish(int count) throws IOException {
    try (ModelStore store = ModelStore.open(FetchProcess.settings(root, NO_LIMIT))) {
      TrainingFacts facts = new TrainingFacts(7, "3-abc", Map.of());
      store.saveTraining("NAF", artefact, facts);
      List<String> versions = Stream.generate(() -> publish(store)).limit(count).toList();
      // What publishing fetched to check it.
      LocalModelCache.delete(work.resolve("check"));
      return versions;
    }
  }

  private String publish(ModelStore store) {
    try {
      return store.publish("NAF", folder -> {}, work.resolve("check")).version();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** Makes a pipe of a version's file. */
  private Path pipe(String version) throws Exception {
    Path file = root.resolve("published").resolve(version).resolve("weights.txt");
    Files.deleteIfExists(file.resolveSibling(".weights.txt.crc"));
    Files.delete(file);
    assertThat(new ProcessBuilder("mkfifo", file.toString()).start().waitFor()).isZero();
    return file;
  }

  private List<String> inCache() throws IOException {
    try (Stream<Path> files = Files.list(work.resolve("cache/models"))) {
      return files
          .filter(Files::isDirectory)
          .map(file -> file.getFileName().toString().replaceFirst("-[0-9a-f]{16}", ""))
          .sorted()
          .toList();
    }
  }

  private FetchProcess fetch(long limit, String version) throws IOException {
    return FetchProcess.start(root, work, limit, version);
  }

  @Test
  void twoThatWantOneVersionAtOnceDownloadItOnce() throws Exception {
    String version = publish(1).get(0);
    Path pipe = pipe(version);
    try (FetchProcess first = fetch(NO_LIMIT, version);
        FetchProcess second = fetch(NO_LIMIT, version)) {
      first.awaitStart();
      second.awaitStart();
      // Opening waits for the reader, which one of the two is; the other waits for its lock.
      try (OutputStream out = Files.newOutputStream(pipe)) {
        Thread.sleep(500);
        assertThat(first.hasAnswered() || second.hasAnswered()).isFalse();
        out.write(CONTENT.getBytes(StandardCharsets.UTF_8));
      }
      Path copy = first.fetched();

      assertThat(second.fetched()).isEqualTo(copy);
      assertThat(copy.resolve("weights.txt")).hasContent(CONTENT);
      assertThat(inCache()).containsExactly(version);
    }
  }

  @Test
  void oneThatIsKilledWhileItFetchesLeavesTheCacheUsable() throws Exception {
    String version = publish(1).get(0);
    Path pipe = pipe(version);
    try (FetchProcess killed = fetch(NO_LIMIT, version)) {
      try (OutputStream out = Files.newOutputStream(pipe)) {
        out.write(CONTENT.substring(0, SIZE / 2).getBytes(StandardCharsets.UTF_8));
        killed.kill();
      }
    }
    assertThat(inCache()).hasSize(1).allMatch(name -> name.contains(".part"));
    try (FetchProcess next = fetch(NO_LIMIT, version)) {
      next.awaitStart();
      try (OutputStream out = Files.newOutputStream(pipe)) {
        out.write(CONTENT.getBytes(StandardCharsets.UTF_8));
      }

      assertThat(next.fetched().resolve("weights.txt")).hasContent(CONTENT);
      assertThat(inCache()).containsExactly(version);
    }
  }

  @Test
  void theLeastRecentlyUsedVersionGoesAndThoseInUseStay() throws Exception {
    List<String> versions = publish(4);
    // Room for two, each with its manifest.
    long limit = 2 * SIZE + 5_000;
    try (FetchProcess user = fetch(limit, versions.get(0))) {
      user.fetched();
      for (int i : new int[] {1, 2}) {
        try (FetchProcess done = fetch(limit, versions.get(i))) {
          done.fetched();
        }
      }
      assertThat(inCache())
          .as("the first one is the oldest, but in use")
          .containsExactly(versions.get(0), versions.get(2));
      user.kill();
    }
    // Used again, so that the third one is now the oldest; the dead JVM uses nothing any more.
    try (FetchProcess again = fetch(limit, versions.get(0))) {
      again.fetched();
    }
    try (FetchProcess last = fetch(limit, versions.get(3))) {
      last.fetched();

      assertThat(inCache()).containsExactly(versions.get(0), versions.get(3));
    }
  }

  @Test
  void versionsThatAreAllInUseStayBeyondTheLimit() throws Exception {
    List<String> versions = publish(2);
    try (FetchProcess first = fetch(SIZE, versions.get(0));
        FetchProcess second = fetch(SIZE, versions.get(1))) {
      first.fetched();
      second.fetched();

      assertThat(inCache()).containsExactlyElementsOf(versions);
    }
  }
}
