package fr.recap.geocoding;

import fr.recap.config.GeocodingSettings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Locates addresses together: in each wave the questions that they need next are looked up in the
 * cache at once, and those that it doesn't know are asked together.
 *
 * @param counts is told how questions ended
 */
record AddressLocator(
    GeocodingSettings settings,
    Communes communes,
    AnswerCache cache,
    CallBudget budget,
    Counts counts) {
  private static final int QUESTIONS_A_THREAD = 16;

  /** How questions ended. */
  interface Counts {
    /** The cache knew the answer. */
    void cached(Query query);

    /** A service was asked, or could not be. */
    void ended(Query query, Reply reply);
  }

  /**
   * Where an address lies.
   *
   * @param found empty if no service knows it
   * @param note why it was not found, to stand behind a reason; empty if it was
   */
  record Located(Address address, Optional<Answer> found, String note) {}

  /** The addresses, each once, in any order. */
  List<Located> locate(List<Address> addresses) {
    Map<Query, Reply> known = new HashMap<>();
    List<Located> located = new ArrayList<>();
    List<Address> pending = addresses;
    while (!pending.isEmpty()) {
      Set<Query> needed = new LinkedHashSet<>();
      List<Address> waiting = new ArrayList<>();
      for (Address address : pending) {
        try {
          located.add(locate(address, known));
        } catch (UnansweredException e) {
          needed.add(e.query());
          waiting.add(address);
        }
      }
      answer(needed, known);
      pending = waiting;
    }
    return located;
  }

  private Located locate(Address address, Map<Query, Reply> known) {
    Replies replies = new Replies(known);
    Commune commune = communes.of(address.commune());
    Optional<Answer> found = new Geocoder(settings, replies, address, commune).locate();
    return new Located(address, found, found.isPresent() ? "" : replies.note());
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
