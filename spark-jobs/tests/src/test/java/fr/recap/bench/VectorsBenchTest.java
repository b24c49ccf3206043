package fr.recap.bench;

import static org.assertj.core.api.Assertions.assertThat;

import fr.recap.udfs.vectors.SyntheticModel;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VectorsBenchTest {
  @TempDir Path folder;

  @Test
  void theBenchMeasuresBothEnginesAndLeavesNoModel() throws Exception {
    Path models = folder.resolve("models");
    VectorsBench.Result result =
        new VectorsBench(
                new VectorsBench.Config(
                    new SyntheticModel(500, 300, 8), 4, models, folder.resolve("bench.json"), 0.05),
                new PrintStream(PrintStream.nullOutputStream()))
            .execute();

    for (String engine : List.of("mmap", "mmap, 1 of 2", "mmap, 2 of 2", "jni")) {
      assertThat(result.figures().get(engine))
          .containsOnlyKeys(
              "open-seconds",
              "vectors-a-second",
              "vectors-a-second-2-threads",
              "lock-waits-2-threads",
              "vectors-a-second-8-threads",
              "lock-waits-8-threads",
              "private-megabytes",
              "resident-anonymous-megabytes",
              "resident-file-megabytes");
    }
    for (String waits : List.of("lock-waits-2-threads", "lock-waits-8-threads")) {
      // Two threads may load a class at once; a lock of the reader would be waited for at each
      // word.
      assertThat(result.figures().get("mmap").get(waits)).as(waits).isLessThan(20);
    }
    assertThat(result.figures().get("reduction").get("rows")).isEqualTo(1300);
    assertThat(result.table()).contains("private-megabytes");
    assertThat(models).isEmptyDirectory();
  }
}
