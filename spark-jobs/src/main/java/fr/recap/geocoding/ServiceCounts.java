package fr.recap.geocoding;

import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.spark.SparkContext;
import org.apache.spark.util.LongAccumulator;

/**
 * How the questions of a run ended, by service. A task that is run again counts again: what was
 * sent was sent.
 */
final class ServiceCounts implements AddressLocator.Counts, Serializable {
  private static final long serialVersionUID = 1L;
  private static final String CACHED = "answered by the cache";

  private final LinkedHashMap<String, LongAccumulator> counts = new LinkedHashMap<>();

  ServiceCounts(SparkContext context) {
    for (Service service : Service.values()) {
      counts.put(name(service, CACHED), context.longAccumulator());
      for (Reply.Kind kind : Reply.Kind.values()) {
        counts.put(name(service, kind.shown()), context.longAccumulator());
      }
    }
  }

  @Override
  public void cached(Query query) {
    counts.get(name(query.service(), CACHED)).add(1);
  }

  @Override
  public void ended(Query query, Reply reply) {
    counts.get(name(query.service(), reply.kind().shown())).add(1);
  }

  /** Those that are not 0, by service and end. */
  Map<String, Long> values() {
    Map<String, Long> values = new LinkedHashMap<>();
    counts.forEach(
        (name, count) -> {
          if (count.value() > 0) {
            values.put(name, count.value());
          }
        });
    return values;
  }

  private static String name(Service service, String end) {
    return service.key() + ": " + end;
  }
}
