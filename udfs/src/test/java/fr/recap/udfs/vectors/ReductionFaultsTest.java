package fr.recap.udfs.vectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reductions that are killed or run out of disk. */
class ReductionFaultsTest {
  private static final int KEPT = 60;

  @TempDir static Path folder;

  private static Path source;

  @BeforeAll
  static void writeAModel() throws IOException {
    source = folder.resolve("source.bin");
    // Large enough that its reduction takes a while.
    new SyntheticModel(60_000, 60_000, 100).write(source);
  }

  private static VectorsReduction reduction(java.util.function.Consumer<String> progress) {
    return new VectorsReduction(KEPT, Optional.empty(), progress);
  }

  /** A reduction in a JVM of its own that has begun to write. */
  private static Process writing(Path target) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                NativeProgram.place(VectorsProbe.class)
                    + File.pathSeparator
                    + NativeProgram.place(EigenDecomposition.class),
                VectorsProbe.class.getName(),
                "reduce",
                source.toString(),
                target.toString(),
                Integer.toString(KEPT))
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    Path part = part(target);
    while (process.isAlive() && (Files.notExists(part) || Files.size(part) == 0)) {
      Thread.sleep(1);
    }
    return process;
  }

  private static Path part(Path target) {
    return target.resolveSibling(target.getFileName() + ".part");
  }

  private static int exit(Process process) throws InterruptedException {
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("ended").isTrue();
    return process.exitValue();
  }

  @Test
  void aKilledOneLeavesNothingAtItsTargetAndTheNextOneIsNotDisturbed() throws Exception {
    Path target = folder.resolve("killed.bin");
    Process process = writing(target);
    process.destroyForcibly();

    assertThat(exit(process)).isEqualTo(137);
    assertThat(target).doesNotExist();

    Path other = folder.resolve("whole.bin");
    reduction(line -> {}).reduce(source, target);
    reduction(line -> {}).reduce(source, other);
    assertThat(part(target)).doesNotExist();
    assertThat(Files.mismatch(target, other)).isEqualTo(-1);
  }

  @Test
  void anInterruptedOneLeavesNothingAtAll() throws Exception {
    Path target = folder.resolve("interrupted.bin");
    Process process = writing(target);
    process.destroy();

    assertThat(exit(process)).isEqualTo(143);
    assertThat(target).doesNotExist();
    assertThat(part(target)).doesNotExist();
  }

  @Test
  void aDiskWithoutRoomIsToldBeforeAnythingIsWritten() throws Exception {
    try (SmallDisk disk = SmallDisk.mount(folder.resolve("small"), 1024)) {
      Path target = disk.folder().resolve("reduced.bin");

      // 180,000 rows of 60 floats, and the words.
      assertThatThrownBy(() -> reduction(line -> {}).reduce(source, target))
          .isInstanceOf(IOException.class)
          .hasMessageMatching(
              "The reduced model takes 4[0-9] MB, [01] MB are free beside .*reduced.bin.part: make room or give another output");
      assertThat(disk.folder()).isEmptyDirectory();
    }
  }

  @Test
  void aDiskThatFillsUpMeanwhileLeavesNoHalfFile() throws Exception {
    try (SmallDisk disk = SmallDisk.mount(folder.resolve("filling"), 60 * 1024)) {
      Path target = disk.folder().resolve("reduced.bin");

      // The first line of progress comes after the look at the free room.
      assertThatThrownBy(() -> reduction(line -> disk.fill()).reduce(source, target))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("No space left on device");
      assertThat(target).doesNotExist();
      assertThat(part(target)).doesNotExist();
    }
  }
}
