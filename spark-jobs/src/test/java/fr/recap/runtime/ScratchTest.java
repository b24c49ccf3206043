package fr.recap.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScratchTest {
  private final Instant now = Instant.now().plusSeconds(60);

  @TempDir Path work;

  /** A training that runs for days: its folder was made long ago, and is in use. */
  @Test
  void whatThisProcessUsesIsNeverDead_howeverOld() throws IOException {
    Scratch scratch = Scratch.create(work, "training");
    Files.writeString(scratch.path().resolve("x"), "x");
    Files.setLastModifiedTime(scratch.path(), FileTime.from(Instant.EPOCH));

    assertThat(Scratch.dead(work, now, true)).isEmpty();
    assertThat(Scratch.dead(work, now, true)).as("looking frees no lock").isEmpty();
    assertThat(scratch.path().resolve("x")).exists();

    scratch.close();
    assertThat(work.resolve("scratch")).isEmptyDirectory();
  }

  @Test
  void whatHasNoLockIsDeadOnceItIsOld() throws IOException {
    Path old = Files.createDirectories(work.resolve("scratch/training1"));
    assertThat(Scratch.dead(work, Instant.EPOCH, true)).isEmpty();
    assertThat(Scratch.dead(work, now, false)).containsExactly(old.toRealPath());
    assertThat(Scratch.dead(work, now, true)).hasSize(1);
    assertThat(old).doesNotExist();
  }

  @Test
  void withoutAFolderThereIsNothing() throws IOException {
    assertThat(Scratch.dead(work.resolve("none"), now, true)).isEmpty();
  }
}
