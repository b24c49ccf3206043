package fr.recap.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a session is opened with, in JVMs of their own as jobs have them. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class SessionsTest {
  private final Instant future = Instant.now().plusSeconds(86_400);

  @TempDir Path work;

  @Test
  void nobodyElseReadsSparksFiles_andNothingListens_andNothingIsLeft() throws Exception {
    try (SessionProcess session = SessionProcess.start(List.of(), "session", work.toString())) {
      assertThat(session.value("rows")).isEqualTo("10");
      assertThat(session.value("algebra")).startsWith("Java");
      Path local = Path.of(session.value("spark.local.dir"));
      assertThat(local).startsWith(work.toRealPath().resolve("scratch"));
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(local)))
          .isEqualTo("rwx------");
      assertThat(session.value("spark.ui.enabled")).isEqualTo("false");
      assertThat(session.value("spark.ui.killEnabled")).isEqualTo("false");
      assertThat(session.value("spark.locality.wait")).isEqualTo("100ms");
      assertThat(session.value("spark.executor.defaultJavaOptions"))
          .contains("-Ddev.ludovic.netlib.blas.nativeLib=none")
          .contains("-Dfile.encoding=UTF-8");
      session.value("ready");
      try (Stream<Path> files = Files.list(local)) {
        assertThat(files.map(file -> file.getFileName().toString()))
            .anyMatch(name -> name.startsWith("blockmgr-"));
      }
      assertThat(Scratch.dead(work, future, true)).as("it lives").isEmpty();

      session.end();

      try (Stream<Path> left = Files.list(local.getParent())) {
        assertThat(left).isEmpty();
      }
    }
  }

  @Test
  void whatAKilledOneLeavesIsFoundAtOnce() throws Exception {
    try (SessionProcess session = SessionProcess.start(List.of(), "session", work.toString())) {
      Path local = Path.of(session.value("spark.local.dir"));
      session.value("ready");
      session.kill();

      assertThat(local).isDirectory();
      assertThat(Scratch.dead(work, Instant.EPOCH, false)).containsExactly(local);
      assertThat(Scratch.dead(work, Instant.EPOCH, true)).containsExactly(local);
      try (Stream<Path> left = Files.list(local.getParent())) {
        assertThat(left).isEmpty();
      }
    }
  }

  /** Where Debian's libopenblas0-pthread or another one is installed. */
  @Test
  void aNativeLibraryOfTheMachineIsNotTaken() throws Exception {
    try (SessionProcess plain = SessionProcess.start(List.of(), "algebra")) {
      assumeTrue(plain.value("algebra").equals("JNIBLAS"), "no native BLAS on this machine");
    }
    try (SessionProcess executor =
        SessionProcess.start(List.of(JvmOptions.ofExecutors().split(" ", -1)), "algebra")) {
      assertThat(executor.value("algebra")).startsWith("Java");
    }
    List<String> ofUsers = List.of("-Dspark.locality.wait=2s");
    try (SessionProcess session = SessionProcess.start(ofUsers, "session", work.toString())) {
      assertThat(session.value("algebra")).startsWith("Java");
      assertThat(session.value("spark.locality.wait")).as("users decide").isEqualTo("2s");
    }
  }
}
