package fr.recap.siret;

import fr.recap.elastic.Hit;
import fr.recap.register.RegisterEntry;
import fr.recap.siret.Candidate.Found;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The candidates of one form while the answers of a plan are read; in order of SIRET. */
final class Candidates {
  private final SearchPlan plan;
  private final FormQuery form;
  private final Map<String, Gathered> bySiret = new TreeMap<>();

  private static final class Gathered {
    private final Map<String, Found> found = new HashMap<>();
    private final Set<String> conditions = new HashSet<>();
    private Votes votes = Votes.NONE;
    private int times;
    private RegisterEntry establishment;
  }

  Candidates(SearchPlan plan, FormQuery form) {
    this.plan = plan;
    this.form = form;
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
      gathered.establishment = RegisterDocuments.read(hit.id(), hit.source());
      gathered.times += Math.max(1, hit.clauses().size());
      gathered.conditions.addAll(hit.clauses());
    }
  }

  /** A form is no evidence for itself, and the one that is asked for beyond the rest has no say. */
  private void addEarlier(int query, List<Hit> hits, double top) {
    int rank = 0;
    for (Hit hit : hits) {
      if (hit.id().equals(form.cabbi()) || rank == plan.historyAnswers()) {
        continue;
      }
      rank++;
      EarlierForm earlier = EarlierForm.of(hit.source(), plan.trustsSiretc());
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
  void document(RegisterEntry establishment) {
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
                gathered.found,
                gathered.conditions,
                gathered.votes,
                false,
                gathered.times));
      }
    }
    return complete;
  }

  private Gathered gathered(int query, int rank, double score, String siret) {
    Gathered gathered = gathered(siret);
    gathered.found.putIfAbsent(plan.name(query), new Found(rank, score));
    return gathered;
  }

  private Gathered gathered(String siret) {
    return bySiret.computeIfAbsent(siret, absent -> new Gathered());
  }
}
