package fr.recap.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;

/** Puts absurd numbers into every place of a model's file, and cuts it short. */
public final class DamagedFiles {
  private static final int[] ABSURD = {-1, 0, 1 << 20, Integer.MAX_VALUE, Integer.MIN_VALUE};

  private DamagedFiles() {}

  /** Reads a model. */
  @FunctionalInterface
  public interface Reader {
    void read() throws IOException;
  }

  /**
   * Checks that whatever stands in the file, reading ends soon, with a model or with an exception
   * that says what is wrong.
   *
   * @param places byte positions that are tried, evenly spread, the first hundred always
   */
  public static void check(Path file, int places, Reader reader) throws IOException {
    byte[] whole = Files.readAllBytes(file);
    int refused = 0;
    int step = Math.max(1, whole.length / places);
    for (int at = 0; at + Integer.BYTES <= whole.length; at += at < 100 ? 1 : step) {
      for (int absurd : ABSURD) {
        byte[] damaged = whole.clone();
        ByteBuffer.wrap(damaged).putInt(at, absurd);
        refused += refuses(file, damaged, "%d at %d".formatted(absurd, at), reader);
      }
      refused += refuses(file, Arrays.copyOf(whole, at), "cut at " + at, reader);
    }
    Files.write(file, whole);
    assertThat(refused).as("it does look").isGreaterThan(100);
  }

  private static int refuses(Path file, byte[] content, String what, Reader reader)
      throws IOException {
    Files.write(file, content);
    return assertTimeoutPreemptively(
        Duration.ofSeconds(10),
        () -> {
          try {
            reader.read();
            return 0;
          } catch (IOException | IllegalArgumentException | IllegalStateException e) {
            return 1;
          }
        },
        what);
  }
}
