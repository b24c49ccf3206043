package fr.recap.siret;

import fr.recap.forms.Decision;
import fr.recap.forms.Failures;
import fr.recap.forms.Match;
import fr.recap.forms.MatchedEstablishment;
import fr.recap.forms.Projection;
import fr.recap.tables.BiTopk;
import java.util.ArrayList;
import java.util.List;

/** What a matcher says of forms whose candidates are known. Used by one thread. */
final class MatchMaker {
  private final SiretModel model;
  private final PairScorer.Session session;
  private final MatchExplanation explanation;

  MatchMaker(SiretModel model) {
    this.model = model;
    this.session = model.pairs().open(model.features());
    this.explanation = new MatchExplanation(model.features());
  }

  /** What it says of a form; one that can't be compared has failed, and no other with it. */
  Match match(Retrieved found) {
    Projection projection = Projection.NONE;
    try {
      projection = model.pairs().project(found.query());
      return found.failure() == null
          ? ranked(found, projection)
          : Match.failed(found.failure(), projection);
    } catch (RuntimeException e) {
      return Match.failed(Failures.reason(e), projection);
    }
  }

  private Match ranked(Retrieved found, Projection projection) {
    List<ComparedCandidate> candidates = session.compare(found);
    if (candidates.isEmpty()) {
      return new Match(
          List.of(), Decision.NONE, Decision.NONE, Double.NaN, projection, found.reason(), false);
    }
    RankedForm form = new RankedForm(model.ranker().rank(candidates));
    double[] shares = form.shares();
    List<MatchedEstablishment> best = new ArrayList<>();
    for (int rank = 0; rank < Math.min(BiTopk.RANKS, shares.length); rank++) {
      best.add(establishment(form.ranked().get(rank), model.shares().probability(shares[rank])));
    }
    return new Match(
        best,
        model.establishment().decide(form),
        model.unit().decide(form),
        model.presence().map(trees -> trees.score(form.features())).orElse(Double.NaN),
        projection,
        null,
        false);
  }

  private MatchedEstablishment establishment(RankedCandidate ranked, double probability) {
    ComparedCandidate candidate = ranked.candidate();
    return new MatchedEstablishment(
        candidate.siret(),
        candidate.apet(),
        ranked.score(),
        candidate.similarity(),
        candidate.timesFound(),
        candidate.activityScore(),
        probability,
        explain(candidate));
  }

  /** Why a candidate stands where it does, in words; null where the formula ranks. */
  private String explain(ComparedCandidate candidate) {
    return model.ranker() instanceof TreeRanker trees
        ? explanation.of(candidate, trees.trees())
        : null;
  }
}
