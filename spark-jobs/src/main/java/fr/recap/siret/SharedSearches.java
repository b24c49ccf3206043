package fr.recap.siret;

import fr.recap.elastic.Hit;
import fr.recap.elastic.SearchResult;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Searches that several forms of a partition have in common, so that each is sent once. Colleagues
 * are many: equal bodies are found with equal answers. Used by one thread.
 */
final class SharedSearches {
  /** Searches that are remembered; about 10 kB each. */
  private static final int REMEMBERED = 2000;

  private final Map<String, Slot> slots =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Slot> eldest) {
          return size() > REMEMBERED;
        }
      };

  /**
   * The answer of a search, once it is there. Forms that wait for it hold it themselves, so that it
   * may be forgotten here.
   */
  static final class Slot {
    private SearchResult result;

    void answer(SearchResult answered) {
      result = answered;
    }

    List<Hit> hits() {
      return result == null ? List.of() : result.hits();
    }

    Optional<String> error() {
      return result == null ? Optional.empty() : result.error();
    }

    /** Whether the server refused this very search. */
    boolean refused() {
      return result != null && result.refused();
    }
  }

  /**
   * The slot of a search.
   *
   * @param key index and body
   * @return empty if it must be sent and put first
   */
  Optional<Slot> find(String key) {
    return Optional.ofNullable(slots.get(key));
  }

  /** A new slot for a search that is about to be sent. */
  Slot put(String key) {
    Slot slot = new Slot();
    slots.put(key, slot);
    return slot;
  }
}
