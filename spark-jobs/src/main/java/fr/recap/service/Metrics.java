package fr.recap.service;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot.InfoDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;

/** Counts of the service, for Prometheus. */
final class Metrics {
  /** The format of {@link #text}. */
  static final String CONTENT_TYPE = PrometheusTextFormatWriter.CONTENT_TYPE;

  private static final double[] BOUNDS = {
    0.005, 0.01, 0.02, 0.03, 0.05, 0.1, 0.2, 0.4, 0.8, 1.6, 3.2, 6.4
  };
  private static final String PATH = "path";
  private static final String STATUS = "status";

  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final PrometheusTextFormatWriter writer = PrometheusTextFormatWriter.create();
  private final Counter requests =
      Counter.builder()
          .name("recap_requests")
          .help("Requests that were answered")
          .labelNames(PATH, STATUS)
          .register(registry);
  private final Histogram seconds =
      Histogram.builder()
          .name("recap_request_seconds")
          .help("From the end of a request's header to its answer")
          .labelNames(PATH)
          .classicOnly()
          .classicUpperBounds(BOUNDS)
          .register(registry);
  private final Counter forms =
      Counter.builder()
          .name("recap_forms")
          .help("Forms that were answered")
          .labelNames(PATH, STATUS)
          .register(registry);

  /**
   * @param versions of the models that answer, by name; asked for when somebody looks
   */
  Metrics(Supplier<Map<String, String>> versions) {
    Runtime memory = Runtime.getRuntime();
    gauge(
        "recap_heap_used_bytes",
        "Heap in use, garbage included",
        () -> memory.totalMemory() - memory.freeMemory());
    gauge("recap_heap_limit_bytes", "Heap that may be used", memory::maxMemory);
    gauge(
        "recap_uptime_seconds",
        "Since the process began",
        () -> ManagementFactory.getRuntimeMXBean().getUptime() / 1e3);
    registry.register(() -> models(versions.get()));
  }

  private static InfoSnapshot models(Map<String, String> versions) {
    InfoSnapshot.Builder models =
        InfoSnapshot.builder().name("recap_model").help("Versions of the models that answer");
    versions.forEach(
        (model, version) ->
            models.dataPoint(
                InfoDataPointSnapshot.builder()
                    .labels(Labels.of("model", model, "version", version))
                    .build()));
    return models.build();
  }

  /** Requests that wait and that are worked on, by queue. */
  void watch(List<RequestQueue> queues) {
    GaugeWithCallback.builder()
        .name("recap_waiting")
        .help("Requests that wait")
        .labelNames("queue")
        .callback(all -> queues.forEach(queue -> all.call(queue.waiting(), queue.name())))
        .register(registry);
    GaugeWithCallback.builder()
        .name("recap_working")
        .help("Requests that are worked on")
        .labelNames("queue")
        .callback(all -> queues.forEach(queue -> all.call(queue.working(), queue.name())))
        .register(registry);
  }

  /** Names a value that is asked for when somebody looks. */
  void gauge(String name, String help, DoubleSupplier value) {
    GaugeWithCallback.builder()
        .name(name)
        .help(help)
        .callback(all -> all.call(value.getAsDouble()))
        .register(registry);
  }

  /** Shows the counts of a path from the beginning, not from its first request on. */
  void begin(FormEndpoint endpoint) {
    seconds.initLabelValues(endpoint.path());
    forms.initLabelValues(endpoint.path(), "ok");
    forms.initLabelValues(endpoint.path(), "error");
  }

  /** A request has ended. */
  void request(String path, int status, long nanos) {
    requests.labelValues(path, Integer.toString(status)).inc();
    seconds.labelValues(path).observe(nanos / 1e9);
  }

  /** Forms were answered. */
  void forms(String path, String status, long number) {
    forms.labelValues(path, status).inc(number);
  }

  /** All of them, in UTF-8. */
  byte[] text() {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    try {
      writer.write(text, registry.scrape());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toByteArray();
  }
}
