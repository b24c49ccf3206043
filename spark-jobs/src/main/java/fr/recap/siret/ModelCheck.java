package fr.recap.siret;

import fr.recap.forms.CodedForm;
import fr.recap.forms.Decision;
import fr.recap.forms.Form;
import fr.recap.register.RegisterEntry;
import fr.recap.siret.Candidate.Found;
import fr.recap.tables.Rp;
import fr.recap.tables.Sirus;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Checks a matcher before it is published: it loads, and it ranks an establishment that the form
 * names and every search finds before one that has nothing of the form.
 */
final class ModelCheck {
  private static final String NAMED = "11111111100011";
  private static final String OTHER = "00000000000000";

  private ModelCheck() {}

  /**
   * @throws IllegalStateException if it does not
   */
  static void verify(Path folder) throws IOException {
    SiretModel model = SiretModel.load(folder);
    Signals signals = model.plan().signals();
    SearchedForm form = SearchedForm.of(form(), "");
    Retrieved found =
        form.found(
            List.of(
                candidate(entry(OTHER, "TRANSPORTS ROUTIERS", "33063", "BORDEAUX"), 2, signals),
                candidate(entry(NAMED, "BOULANGERIE DU LAC", "74010", "ANNECY"), 1, signals)),
            1,
            1);
    RankedForm ranked =
        new RankedForm(model.ranker().rank(model.pairs().open(model.features()).compare(found)));
    Decision decision = model.establishment().decide(ranked);
    String first = ranked.first().candidate().siret();
    if (!first.equals(NAMED) || !(decision.probability() >= 0)) {
      throw new IllegalStateException(
          "The matcher does not rank an establishment that the form names before another one: %s, probability %s"
              .formatted(first, decision.probability()));
    }
  }

  private static CodedForm form() {
    return CodedForm.of(
        Form.of(
            Map.of(
                Rp.CABBI, "check",
                Rp.RS_X, "BOULANGERIE DU LAC",
                Rp.CLT_X, "ANNECY",
                Rp.CLT_C_C, "74010")));
  }

  /** The first one meets all conditions and has twice the score of the second, which meets none. */
  private static Candidate candidate(RegisterEntry entry, int rank, Signals signals) {
    Set<String> conditions = rank == 1 ? Set.copyOf(signals.conditions()) : Set.of();
    return new Candidate(
        entry,
        Map.of(signals.searches().get(0), new Found(rank, 1.0 / rank)),
        conditions,
        Votes.NONE,
        false,
        Math.max(1, conditions.size()));
  }

  private static RegisterEntry entry(
      String siret, String name, String commune, String communeName) {
    Map<String, String> columns =
        Map.of(
            Sirus.DENOM, name,
            Sirus.ADR_ET_L1, name,
            Sirus.ADR_ET_LOC_GEO, commune,
            Sirus.SIR_ADR_ET_COM_LIB, communeName);
    return RegisterEntry.of(
        siret, column -> columns.getOrDefault(column, ""), Double.NaN, Double.NaN);
  }
}
