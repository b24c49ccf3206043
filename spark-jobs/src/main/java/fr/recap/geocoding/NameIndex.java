package fr.recap.geocoding;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds names of communes by a declared name: equal, alike, sounding alike, shortened. */
final class NameIndex {
  /** Words of more names than this tell too little to look them all up. */
  private static final int RARE = 600;

  /** More names than this begin alike with what says next to nothing. */
  private static final int MOST_ALIKE = 300;

  private static final int SHORTEST_HEAD = 4;
  private static final int SHORTEST_WORD = 3;

  /** The rarest words of a text are enough to find the names that share them. */
  private static final int LOOKED_UP = 2;

  /**
   * A name and its commune.
   *
   * @param heavy its words that are no links
   * @param former whether it is a former name
   */
  record Entry(PlaceWords words, List<String> heavy, Commune commune, boolean former) {}

  /** In what way a text and a name are alike; what chance can do differs. */
  enum Likeness {
    EQUAL,
    SAME_WORDS,
    ALIKE
  }

  /** Receives an entry and how unlike it is to the text: 0 for equal. */
  interface Found {
    void accept(Entry entry, double cost, Likeness likeness);
  }

  private final List<Entry> entries = new ArrayList<>();
  private final Map<String, List<Entry>> byFull = new HashMap<>();
  private final Map<String, List<Entry>> byLight = new LinkedHashMap<>();
  private final Map<String, List<Entry>> byWord = new HashMap<>();
  private final Map<String, List<String>> bySound = new HashMap<>();
  private final List<String> lights;
  private final String[] sorted;
  private final DeleteIndex misspelt;

  NameIndex(List<Communes.Name> names) {
    for (Communes.Name name : names) {
      PlaceWords words = PlaceWords.of(name.text());
      if (words.isEmpty()) {
        continue;
      }
      Entry entry = new Entry(words, words.heavy(), name.commune(), name.former());
      entries.add(entry);
      add(byFull, words.full(), entry);
      add(byLight, words.light(), entry);
      entry.heavy().stream().distinct().forEach(word -> add(byWord, word, entry));
    }
    lights = new ArrayList<>(byLight.keySet());
    lights.forEach(
        light -> bySound.computeIfAbsent(Phonetics.key(light), k -> new ArrayList<>()).add(light));
    sorted = lights.toArray(String[]::new);
    Arrays.sort(sorted);
    misspelt = new DeleteIndex(lights.stream().map(NameIndex::withoutSaints).toList());
  }

  private static void add(Map<String, List<Entry>> map, String key, Entry entry) {
    map.computeIfAbsent(key, k -> new ArrayList<>(1)).add(entry);
  }

  /** The names that are equal, with their articles. */
  List<Entry> equal(PlaceWords name) {
    return byFull.getOrDefault(name.full(), List.of());
  }

  /** All names that may be meant, some of them several times. */
  void search(PlaceWords name, Found found) {
    equal(name).forEach(entry -> found.accept(entry, 0, Likeness.EQUAL));
    String light = name.light();
    byLight
        .getOrDefault(light, List.of())
        .forEach(entry -> found.accept(entry, MatchCosts.LINKS, Likeness.EQUAL));
    misspelt(light, found);
    for (String other : bySound.getOrDefault(Phonetics.key(light), List.of())) {
      all(other, MatchCosts.sound(light.length()), found);
    }
    heads(light, found);
    shared(name, found);
  }

  private void misspelt(String light, Found found) {
    int limit = MatchCosts.mostErrors(light);
    String shorter = withoutSaints(light);
    Set<Integer> seen = new HashSet<>();
    misspelt.candidates(
        shorter,
        id -> {
          String other = lights.get(id);
          if (Math.abs(other.length() - light.length()) <= limit && seen.add(id)) {
            int errors = EditDistance.bounded(light, other, limit);
            if (errors > 0 && errors <= limit) {
              all(other, MatchCosts.misspelt(errors, light.length()), found);
            }
          }
        });
  }

  /** Every eighth name begins with a saint, which tells nothing. */
  private static String withoutSaints(String light) {
    return light.replace("saint", "$");
  }

  private void all(String light, double cost, Found found) {
    byLight.get(light).forEach(entry -> found.accept(entry, cost, Likeness.ALIKE));
  }

  /** Names that begin as the text does. */
  private void heads(String light, Found found) {
    if (light.length() < SHORTEST_HEAD) {
      return;
    }
    int at = Arrays.binarySearch(sorted, light);
    int from = at < 0 ? -at - 1 : at + 1;
    int to = from;
    while (to < sorted.length && sorted[to].startsWith(light) && to - from <= MOST_ALIKE) {
      to++;
    }
    if (to - from > MOST_ALIKE) {
      return;
    }
    for (int i = from; i < to; i++) {
      all(sorted[i], MatchCosts.truncated(light.length(), sorted[i].length()), found);
    }
  }

  /** Names that share a rare word with the text. */
  private void shared(PlaceWords name, Found found) {
    List<String> heavy = name.heavy();
    List<String> rarest =
        heavy.stream()
            .filter(word -> word.length() >= SHORTEST_WORD && names(word) > 0)
            .sorted(Comparator.comparingInt(this::names))
            .limit(LOOKED_UP)
            .toList();
    for (String word : rarest) {
      if (names(word) <= RARE) {
        for (Entry entry : byWord.get(word)) {
          MatchCosts.Words match = MatchCosts.words(heavy, entry.heavy());
          if (match.cost() < MatchCosts.TOO_MUCH) {
            found.accept(entry, match.cost(), match.equal() ? Likeness.SAME_WORDS : Likeness.ALIKE);
          }
        }
      }
    }
  }

  private int names(String word) {
    return byWord.getOrDefault(word, List.of()).size();
  }
}
