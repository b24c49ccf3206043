package fr.recap.siret;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fr.recap.elastic.Hit;
import fr.recap.siret.AutomaticCoding.Decision;
import fr.recap.tables.Rp;
import fr.recap.tables.Sirus;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;

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
    SearchPlan plan = model.plan().load();
    Row form = form();
    FormQuery query = FormQuery.of(form);
    Candidates candidates = new Candidates(plan, query, false);
    candidates.add(
        0,
        List.of(
            hit(NAMED, 2, plan.clauses(), "BOULANGERIE DU LAC", "74010", "ANNECY"),
            hit(OTHER, 1, List.of(), "TRANSPORTS ROUTIERS", "33063", "BORDEAUX")));
    List<Evidence> evidence =
        model
            .pairs()
            .open(plan, model.ranking())
            .score(new Retrieved(form, query, candidates.complete(), 1, 1, Optional.empty()));
    RankedForm ranked = new RankedForm(model.ranker().rank(evidence));
    Decision decision = model.establishment().decide(ranked);
    if (!ranked.first().evidence().siret().equals(NAMED) || !(decision.probability() >= 0)) {
      throw new IllegalStateException(
          "The matcher does not rank an establishment that the form names before another one: %s, probability %s"
              .formatted(ranked.first().evidence().siret(), decision.probability()));
    }
  }

  private static Row form() {
    Object[] cells = new Object[MatchInput.schema().size()];
    cells[MatchInput.schema().fieldIndex(Rp.CABBI)] = "check";
    cells[MatchInput.schema().fieldIndex(Rp.RS_X)] = "BOULANGERIE DU LAC";
    cells[MatchInput.schema().fieldIndex(Rp.CLT_X)] = "ANNECY";
    cells[MatchInput.schema().fieldIndex(Rp.CLT_C_C)] = "74010";
    return new GenericRowWithSchema(cells, MatchInput.schema());
  }

  private static Hit hit(
      String siret,
      double score,
      List<String> clauses,
      String name,
      String commune,
      String communeName) {
    ObjectNode source =
        JsonNodeFactory.instance
            .objectNode()
            .put(Sirus.DENOM, name)
            .put(Sirus.ADR_ET_L1, name)
            .put(Sirus.ADR_ET_LOC_GEO, commune)
            .put(Sirus.SIR_ADR_ET_COM_LIB, communeName);
    return new Hit(siret, score, source, clauses);
  }
}
