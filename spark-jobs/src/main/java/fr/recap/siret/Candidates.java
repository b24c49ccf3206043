package fr.recap.siret;

import fr.recap.elastic.Hit;
import fr.recap.siret.Candidate.Found;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The candidates of one form while its answers are read; in order of SIRET. */
final class Candidates {
  private final SearchPlan plan;
  private final FormQuery form;
  private final boolean trustsSiretc;
  private final Map<String, Gathered> bySiret = new TreeMap<>();

  private static final class Gathered {
    private final Found[] found;
    private long clauses;
    private Votes votes = Votes.NONE;
    private int times;
    private boolean exact;
    private Establishment establishment;

    private Gathered(int queries) {
      found = new Found[queries];
    }
  }

  Candidates(SearchPlan plan, FormQuery form, boolean trustsSiretc) {
    this.plan = plan;
    this.form = form;
    this.trustsSiretc = trustsSiretc;
  }

  /** Reads the answers of a query. */
  void add(int query, List<Hit> hits) {
    if (hits.isEmpty()) {
      return;
    }
    double top = hits.get(0).score();
    if (query == plan.history()) {
      addEarlier(query, hits, top);
      return;
    }
    int rank = 0;
    for (Hit hit : hits) {
      Gathered gathered = gathered(query, ++rank, hit.score() / top, hit.id());
      gathered.establishment = Establishment.of(hit.id(), hit.source());
      gathered.times += Math.max(1, hit.clauses().size());
      for (String clause : hit.clauses()) {
        gathered.clauses |= 1L << plan.clauses().indexOf(clause);
      }
    }
  }

  /**
   * Adds the establishment that {@link ExactMatches} found.
   *
   * @param earlier forms of that wording in that commune, which all led there; 0 if it is the name
   *     alone that leads there
   */
  void addExact(String siret, int earlier) {
    Gathered gathered = gathered(siret);
    gathered.exact = true;
    gathered.votes = new Votes(earlier, earlier, earlier);
    gathered.times++;
  }

  /** A form is no evidence for itself, and the one that is asked for beyond the rest has no say. */
  private void addEarlier(int query, List<Hit> hits, double top) {
    int rank = 0;
    for (Hit hit : hits) {
      if (hit.id().equals(form.cabbi()) || rank == plan.historyAnswers()) {
        continue;
      }
      rank++;
      EarlierForm earlier = EarlierForm.of(hit.source(), trustsSiretc);
      if (earlier.siret().isEmpty()) {
        continue;
      }
      Gathered gathered = gathered(query, rank, hit.score() / top, earlier.siret());
      gathered.times++;
      gathered.votes = gathered.votes.plus(vote(earlier));
    }
  }

  private Votes vote(EarlierForm earlier) {
    boolean same = !form.name().isEmpty() && earlier.name().equals(form.name());
    boolean here =
        same && !form.communeCode().isEmpty() && earlier.communeCode().equals(form.communeCode());
    return new Votes(1, same ? 1 : 0, here ? 1 : 0);
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
    for (Gathered gathered : bySiret.values()) {
      if (gathered.establishment != null) {
        complete.add(
            new Candidate(
                gathered.establishment,
                Arrays.asList(gathered.found),
                gathered.clauses,
                gathered.votes,
                gathered.exact,
                gathered.times));
      }
    }
    return complete;
  }

  private Gathered gathered(int query, int rank, double score, String siret) {
    Gathered gathered = gathered(siret);
    if (gathered.found[query] == null) {
      gathered.found[query] = new Found(rank, score);
    }
    return gathered;
  }

  private Gathered gathered(String siret) {
    return bySiret.computeIfAbsent(siret, absent -> new Gathered(plan.queries().size()));
  }
}
