package fr.recap.geocoding;

import fr.recap.config.GeocodingSettings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * Locates addresses, some hundred together: in each wave the questions that they need next are
 * looked up in the cache at once, and those that it doesn't know are asked together.
 */
record LocatePartition(
    GeocodingSettings settings,
    Broadcast<Communes> communes,
    AnswerCache cache,
    CallBudget budget,
    ServiceCounts counts)
    implements MapPartitionsFunction<Row, Row> {
  private static final int TOGETHER = 500;
  private static final int QUESTIONS_A_THREAD = 16;

  @Override
  public Iterator<Row> call(Iterator<Row> addresses) {
    return new Iterator<>() {
      private Iterator<Row> located = List.<Row>of().iterator();

      @Override
      public boolean hasNext() {
        while (!located.hasNext() && addresses.hasNext()) {
          List<Row> some = new ArrayList<>();
          while (addresses.hasNext() && some.size() < TOGETHER) {
            some.add(addresses.next());
          }
          located = locate(some).iterator();
        }
        return located.hasNext();
      }

      @Override
      public Row next() {
        return located.next();
      }
    };
  }

  private List<Row> locate(List<Row> rows) {
    Map<Query, Reply> known = new HashMap<>();
    List<Row> located = new ArrayList<>();
    List<Row> pending = rows;
    while (!pending.isEmpty()) {
      Set<Query> needed = new LinkedHashSet<>();
      List<Row> waiting = new ArrayList<>();
      for (Row row : pending) {
        try {
          located.add(locate(row, known));
        } catch (UnansweredException e) {
          needed.add(e.query());
          waiting.add(row);
        }
      }
      answer(needed, known);
      pending = waiting;
    }
    return located;
  }

  private Row locate(Row row, Map<Query, Reply> known) {
    Address address = AddressRows.address(row);
    Replies replies = new Replies(known);
    Commune commune = communes.value().of(address.commune());
    Optional<Answer> found = new Geocoder(settings, replies, address, commune).locate();
    List<Object> cells = AddressRows.cells(address);
    cells.add(found.map(Answer::longitude).orElse(null));
    cells.add(found.map(Answer::latitude).orElse(null));
    cells.add(found.map(Answer::score).orElse(null));
    cells.add(found.map(Answer::type).orElse(null));
    cells.add(found.map(Answer::label).orElse(null));
    cells.add(found.isPresent() ? "" : replies.note());
    return RowFactory.create(cells.toArray());
  }

  /** Adds a reply to each question. */
  private void answer(Set<Query> queries, Map<Query, Reply> known) {
    Map<Query, Reply> kept = cache.read(queries);
    kept.keySet().forEach(counts::cached);
    known.putAll(kept);
    List<Query> open = queries.stream().filter(query -> !kept.containsKey(query)).toList();
    // In small parts: what was answered is kept even if the task is killed meanwhile, and time is
    // looked at often.
    int part = settings.concurrency() * QUESTIONS_A_THREAD;
    for (int from = 0; from < open.size(); from += part) {
      List<Query> some = open.subList(from, Math.min(open.size(), from + part));
      int allowed = budget.take(some.size());
      Map<Query, Reply> replies = new HashMap<>(ask(some.subList(0, allowed)));
      cache.write(replies);
      some.subList(allowed, some.size()).forEach(query -> replies.put(query, Reply.OVER_BUDGET));
      replies.forEach(counts::ended);
      known.putAll(replies);
    }
  }

  private Map<Query, Reply> ask(List<Query> queries) {
    try {
      return queries.isEmpty() ? Map.of() : AddressService.of(settings).ask(queries);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while asking an address service", e);
    }
  }
}
