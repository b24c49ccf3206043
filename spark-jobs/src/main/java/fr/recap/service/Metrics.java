package fr.recap.service;

import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/** Counts of the service in the text format of Prometheus. */
final class Metrics {
  private static final double[] BOUNDS = {
    0.005, 0.01, 0.02, 0.03, 0.05, 0.1, 0.2, 0.4, 0.8, 1.6, 3.2, 6.4
  };

  private final ConcurrentMap<String, LongAdder> counts = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, Histogram> seconds = new ConcurrentHashMap<>();
  private final Map<String, Supplier<Number>> gauges = new TreeMap<>();

  private static final class Histogram {
    private final LongAdder[] buckets = new LongAdder[BOUNDS.length + 1];
    private final LongAdder nanos = new LongAdder();

    private Histogram() {
      for (int i = 0; i < buckets.length; i++) {
        buckets[i] = new LongAdder();
      }
    }

    private void add(long took) {
      int bucket = 0;
      while (bucket < BOUNDS.length && took > BOUNDS[bucket] * 1e9) {
        bucket++;
      }
      buckets[bucket].increment();
      nanos.add(took);
    }
  }

  /** Names a value that is asked for when somebody looks; before the service starts. */
  void gauge(String name, Supplier<Number> value) {
    gauges.put(name, value);
  }

  /** A request has ended. */
  void request(String path, int status, long nanos) {
    count("recap_requests_total{path=\"%s\",status=\"%d\"}".formatted(path, status), 1);
    seconds.computeIfAbsent(path, absent -> new Histogram()).add(nanos);
  }

  /** Forms were answered. */
  void forms(String path, String status, long number) {
    if (number > 0) {
      count("recap_forms_total{path=\"%s\",status=\"%s\"}".formatted(path, status), number);
    }
  }

  void count(String name, long number) {
    counts.computeIfAbsent(name, absent -> new LongAdder()).add(number);
  }

  /**
   * All of them.
   *
   * @param versions of the models, by name
   */
  String text(Map<String, String> versions) {
    StringBuilder text = new StringBuilder();
    Map<String, Number> values = new TreeMap<>();
    counts.forEach((name, value) -> values.put(name, value.sum()));
    gauges.forEach((name, value) -> values.put(name, value.get()));
    Runtime memory = Runtime.getRuntime();
    values.put("recap_heap_used_bytes", memory.totalMemory() - memory.freeMemory());
    values.put("recap_heap_limit_bytes", memory.maxMemory());
    values.put("recap_uptime_seconds", ManagementFactory.getRuntimeMXBean().getUptime() / 1e3);
    versions.forEach(
        (model, version) ->
            values.put(
                "recap_model_info{model=\"%s\",version=\"%s\"}".formatted(model, version), 1));
    String family = "";
    for (Map.Entry<String, Number> value : values.entrySet()) {
      String name = value.getKey().replaceFirst("\\{.*", "");
      if (!name.equals(family)) {
        family = name;
        text.append("# TYPE ")
            .append(name)
            .append(name.endsWith("_total") ? " counter\n" : " gauge\n");
      }
      text.append(value.getKey()).append(' ').append(value.getValue()).append('\n');
    }
    text.append("# TYPE recap_request_seconds histogram\n");
    new TreeMap<>(seconds).forEach((path, histogram) -> append(text, path, histogram));
    return text.toString();
  }

  private static void append(StringBuilder text, String path, Histogram histogram) {
    long total = 0;
    for (int i = 0; i <= BOUNDS.length; i++) {
      total += histogram.buckets[i].sum();
      text.append(
          "recap_request_seconds_bucket{path=\"%s\",le=\"%s\"} %d\n"
              .formatted(path, i < BOUNDS.length ? BOUNDS[i] : "+Inf", total));
    }
    text.append(
        "recap_request_seconds_sum{path=\"%s\"} %s\n".formatted(path, histogram.nanos.sum() / 1e9));
    text.append("recap_request_seconds_count{path=\"%s\"} %d\n".formatted(path, total));
  }
}
