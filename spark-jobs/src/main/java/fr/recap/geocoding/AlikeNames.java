package fr.recap.geocoding;

import fr.recap.geocoding.NameIndex.Entry;
import fr.recap.geocoding.NameIndex.Likeness;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What names are alike, remembered: most forms name one of a few towns. Threads may share it. */
final class AlikeNames {
  private static final int REMEMBERED = 8_000;

  /** A name that may be meant, the cost of the difference, and its kind. */
  record Alike(Entry entry, double cost, Likeness likeness) {}

  private final NameIndex index;
  private final Map<String, List<Alike>> remembered = new ConcurrentHashMap<>();

  AlikeNames(NameIndex index) {
    this.index = index;
  }

  /** All names that may be meant, each commune's likest present and former one. */
  List<Alike> of(PlaceWords name) {
    String key = name.spaced();
    List<Alike> known = remembered.get(key);
    if (known == null) {
      known = search(name);
      if (remembered.size() >= REMEMBERED) {
        remembered.clear();
      }
      remembered.put(key, known);
    }
    return known;
  }

  private List<Alike> search(PlaceWords name) {
    Map<String, Alike> likest = new HashMap<>();
    index.search(
        name,
        (entry, cost, likeness) ->
            likest.merge(
                entry.commune().code() + entry.former(),
                new Alike(entry, cost, likeness),
                (a, b) -> a.cost() <= b.cost() ? a : b));
    return List.copyOf(likest.values());
  }
}
