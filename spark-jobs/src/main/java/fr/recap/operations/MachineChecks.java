package fr.recap.operations;

import fr.recap.config.RecapConfig;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** This machine: Java, the work directory and the memory of this JVM. */
final class MachineChecks implements Preflight.Check {
  private static final int JAVA = 17;
  private static final long GIB = 1L << 30;
  private static final long DISK = 5 * GIB;
  private static final long HEAP = 2 * GIB;

  private final RecapConfig config;

  MachineChecks(RecapConfig config) {
    this.config = config;
  }

  @Override
  public List<Finding> run() throws IOException {
    return List.of(java(), heap(), disk());
  }

  private static Finding java() {
    int version = Runtime.version().feature();
    String text =
        "Java %d, %d cores".formatted(version, Runtime.getRuntime().availableProcessors());
    return version == JAVA
        ? Finding.ok("machine", text)
        : Finding.warning("machine", text, "tested with Java 17 alone; set JAVA_HOME to a JDK 17");
  }

  private static Finding heap() {
    long heap = Runtime.getRuntime().maxMemory();
    String text = gib(heap) + " of heap for the driver";
    return heap >= HEAP
        ? Finding.ok("memory", text)
        : Finding.warning(
            "memory", text, "set spark.driver.memory to 2g or more in conf/spark-*.conf");
  }

  private Finding disk() throws IOException {
    Path folder = config.workDirectory().toAbsolutePath();
    Files.createDirectories(folder);
    if (!Files.isWritable(folder)) {
      return Finding.error(
          "disk",
          folder + " can't be written",
          "grant it, or set work-directory to another folder");
    }
    FileStore store = Files.getFileStore(folder);
    long free = store.getUsableSpace();
    long cache = config.store().cacheBytes();
    String text = "%s free in %s".formatted(gib(free), config.workDirectory());
    List<String> remedies = new ArrayList<>();
    if (free < DISK) {
      remedies.add("free some space: scratch files and models need 5 GiB and more");
    }
    if (free < cache) {
      remedies.add("store.cache-size (%s) is more than there is".formatted(gib(cache)));
    }
    return remedies.isEmpty()
        ? Finding.ok("disk", text)
        : Finding.warning("disk", text, String.join("; ", remedies));
  }

  static String gib(long bytes) {
    return "%.1f GiB".formatted((double) bytes / GIB);
  }
}
