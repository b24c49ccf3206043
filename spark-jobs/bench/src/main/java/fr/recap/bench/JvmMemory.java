package fr.recap.bench;

import com.sun.management.GarbageCollectionNotificationInfo;
import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.management.ListenerNotFoundException;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.NotificationListener;
import javax.management.openmbean.CompositeData;

/**
 * The most memory of this JVM since the last {@link #peaks}: heap in use right after a collection,
 * and what of the process is resident, as Linux tells every {@value #MILLIS} ms.
 */
final class JvmMemory implements AutoCloseable {
  private static final long MILLIS = 200;
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final String RESIDENT = "VmRSS:";
  private static final String OF_ITS_OWN = "RssAnon:";

  private final Set<String> heapPools =
      ManagementFactory.getMemoryPoolMXBeans().stream()
          .filter(pool -> pool.getType() == MemoryType.HEAP)
          .map(MemoryPoolMXBean::getName)
          .collect(Collectors.toSet());
  private final NotificationListener listener = (notification, handback) -> collected(notification);
  private final Thread sampler = new Thread(this::sampleUntilInterrupted, "bench-memory");
  private final Map<String, Double> peaks = new HashMap<>();
  private double lastHeap;

  private JvmMemory() {}

  /** Begins to watch. */
  static JvmMemory watch() {
    JvmMemory memory = new JvmMemory();
    for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
      ((NotificationEmitter) collector).addNotificationListener(memory.listener, null, null);
    }
    System.gc();
    if (Files.isReadable(STATUS)) {
      memory.sampler.setDaemon(true);
      memory.sampler.start();
    }
    return memory;
  }

  private synchronized void collected(Notification notification) {
    if (!notification
        .getType()
        .equals(GarbageCollectionNotificationInfo.GARBAGE_COLLECTION_NOTIFICATION)) {
      return;
    }
    Map<String, MemoryUsage> after =
        GarbageCollectionNotificationInfo.from((CompositeData) notification.getUserData())
            .getGcInfo()
            .getMemoryUsageAfterGc();
    lastHeap =
        heapPools.stream().filter(after::containsKey).mapToLong(p -> after.get(p).getUsed()).sum()
            / 1e6;
    peaks.merge(StageMeter.HEAP, lastHeap, Math::max);
  }

  private void sampleUntilInterrupted() {
    try {
      while (true) {
        sample();
        Thread.sleep(MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void sample() {
    try {
      for (String line : Files.readAllLines(STATUS)) {
        if (line.startsWith(RESIDENT)) {
          peak(StageMeter.RESIDENT, kilobytes(line));
        } else if (line.startsWith(OF_ITS_OWN)) {
          peak(StageMeter.OWN_RESIDENT, kilobytes(line));
        }
      }
    } catch (IOException e) {
      // One sample less: the process itself ends, or the system refuses it for a moment.
      return;
    }
  }

  private synchronized void peak(String figure, double kilobytes) {
    peaks.merge(figure, kilobytes * 1024 / 1e6, Math::max);
  }

  /** Kilobytes of a line such as {@code VmRSS: 123456 kB}. */
  static double kilobytes(String line) {
    return Double.parseDouble(line.replaceAll("\\D", ""));
  }

  /**
   * Peaks in megabytes since the last call, which begin anew; without a collection since then, the
   * heap is that after the last one.
   */
  synchronized Map<String, Double> peaks() {
    Map<String, Double> told = new HashMap<>(peaks);
    told.putIfAbsent(StageMeter.HEAP, lastHeap);
    peaks.clear();
    return told;
  }

  @Override
  public void close() {
    sampler.interrupt();
    for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
      try {
        ((NotificationEmitter) collector).removeNotificationListener(listener);
      } catch (ListenerNotFoundException e) {
        throw new IllegalStateException("The listener was added to all collectors", e);
      }
    }
  }
}
