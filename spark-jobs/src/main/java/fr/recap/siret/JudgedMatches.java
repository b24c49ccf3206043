package fr.recap.siret;

import fr.recap.siret.MatcherTrainer.Example;
import java.util.List;
import java.util.function.BiPredicate;

/** Forms in order of their ranking, and whether what stands first is right. */
final class JudgedMatches {
  private final List<RankedForm> forms;
  private final boolean[] establishment;
  private final boolean[] unit;

  /**
   * @param examples each with candidates
   * @param ranked these candidates, the best first, in the order of the examples
   */
  JudgedMatches(List<Example> examples, List<List<RankedCandidate>> ranked) {
    forms = ranked.stream().map(RankedForm::new).toList();
    establishment = right(examples, (first, siret) -> first.siret().equals(siret));
    unit = right(examples, (first, siret) -> !siret.isEmpty() && siret.startsWith(first.siren()));
  }

  /** Forms with candidates, ranked by one ranker. */
  static JudgedMatches of(List<Example> examples, Ranker ranker) {
    return new JudgedMatches(
        examples, examples.stream().map(e -> ranker.rank(e.candidates())).toList());
  }

  private boolean[] right(List<Example> examples, BiPredicate<ComparedCandidate, String> rule) {
    boolean[] right = new boolean[forms.size()];
    for (int i = 0; i < right.length; i++) {
      right[i] = rule.test(forms.get(i).first().candidate(), examples.get(i).siret());
    }
    return right;
  }

  List<RankedForm> forms() {
    return forms;
  }

  /** Whether the first establishment is the true one, form by form; not a copy. */
  boolean[] establishment() {
    return establishment;
  }

  /** Whether the first establishment belongs to the true legal unit; not a copy. */
  boolean[] unit() {
    return unit;
  }
}
