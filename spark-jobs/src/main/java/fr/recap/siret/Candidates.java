package fr.recap.siret;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The candidates of one form while its answers are read; in order of SIRET. */
final class Candidates {
  private final Map<String, Found> bySiret = new TreeMap<>();

  private static final class Found {
    private final Integer[] ranks = new Integer[OriginalPlan.QUERIES.size()];
    private int times;
    private Establishment establishment;

    private Found() {
      Arrays.fill(ranks, 0);
    }
  }

  /** Counts an answer. */
  void add(int query, int rank, Establishment establishment) {
    Found found = found(query, rank, establishment.siret());
    found.establishment = establishment;
  }

  /** Counts an earlier form that leads to an establishment; an empty SIRET leads to none. */
  void add(int query, int rank, String siret) {
    if (!siret.isEmpty()) {
      found(query, rank, siret);
    }
  }

  /** Establishments whose document no answer brought. */
  List<String> withoutDocument() {
    return bySiret.entrySet().stream()
        .filter(entry -> entry.getValue().establishment == null)
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Adds the document of an establishment that an answer named. */
  void document(Establishment establishment) {
    bySiret.get(establishment.siret()).establishment = establishment;
  }

  /** The candidates that the register has. */
  List<Candidate> complete() {
    List<Candidate> complete = new ArrayList<>(bySiret.size());
    for (Found found : bySiret.values()) {
      if (found.establishment != null) {
        complete.add(new Candidate(found.establishment, List.of(found.ranks), found.times));
      }
    }
    return complete;
  }

  private Found found(int query, int rank, String siret) {
    Found found = bySiret.computeIfAbsent(siret, absent -> new Found());
    found.times++;
    if (found.ranks[query] == 0) {
      found.ranks[query] = rank;
    }
    return found;
  }
}
