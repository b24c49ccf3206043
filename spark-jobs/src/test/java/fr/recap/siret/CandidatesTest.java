package fr.recap.siret;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import fr.recap.config.SiretSettings.Plan;
import fr.recap.elastic.Hit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CandidatesTest {
  private static final SearchPlan PLAN = SearchPlan.load(Plan.COMPACT, true, false);
  private static final String SCHOOL = "11111111100011";
  private static final String OTHER = "22222222200022";

  @Test
  void earlierForms_voteForWhereTheyLed() {
    Candidates candidates = candidates();
    candidates.add(
        PLAN.history(),
        List.of(
            earlier("H1", "COLLEGE MANDEL", "33544", SCHOOL),
            earlier("H2", "Collège Mandel", "33063", SCHOOL),
            earlier("H3", "COLLEGE GEORGES MANDEL", "33544", SCHOOL),
            earlier("H4", "COLLEGE MANDEL", "33544", OTHER),
            earlier("H5", "COLLEGE MANDEL", "33544", "")));

    assertThat(votes(candidates, SCHOOL)).isEqualTo(new Votes(3, 2, 1));
    assertThat(votes(candidates, OTHER)).isEqualTo(new Votes(1, 1, 1));
  }

  @Test
  void formItself_hasNoVote() {
    Candidates candidates = candidates();
    candidates.add(PLAN.history(), List.of(earlier("F1", "COLLEGE MANDEL", "33544", SCHOOL)));

    assertThat(candidates.withoutDocument()).isEmpty();
  }

  @Test
  void formThatIsAskedForBeyondTheRest_hasNoVote() {
    List<Hit> hits = new ArrayList<>();
    for (int i = 0; i <= PLAN.historyAnswers(); i++) {
      hits.add(earlier("H" + i, "COLLEGE MANDEL", "33544", SCHOOL));
    }
    Candidates candidates = candidates();
    candidates.add(PLAN.history(), hits);

    assertThat(votes(candidates, SCHOOL).forms()).isEqualTo(PLAN.historyAnswers());
  }

  @Test
  void establishmentOfEarlierFormsThatTheRegisterLacks_isNoCandidate() {
    Candidates candidates = candidates();
    candidates.add(PLAN.history(), List.of(earlier("H1", "COLLEGE MANDEL", "33544", SCHOOL)));

    assertThat(candidates.withoutDocument()).containsExactly(SCHOOL);
    assertThat(candidates.complete()).isEmpty();
  }

  private static Candidates candidates() {
    TestForms form = TestForms.form("F1").with("rs_x", "COLLEGE MANDEL").with("clt_c_c", "33544");
    return new Candidates(PLAN, form.query());
  }

  private static Hit earlier(String cabbi, String name, String commune, String siret) {
    return new Hit(
        cabbi,
        1,
        JsonNodeFactory.instance
            .objectNode()
            .put("rs_x", name)
            .put("clt_c_c", commune)
            .put("siret_dec", siret),
        List.of());
  }

  private static Votes votes(Candidates candidates, String siret) {
    candidates
        .withoutDocument()
        .forEach(
            each ->
                candidates.document(
                    RegisterDocuments.read(each, JsonNodeFactory.instance.objectNode())));
    return candidates.complete().stream()
        .filter(candidate -> candidate.establishment().siret().equals(siret))
        .findFirst()
        .orElseThrow()
        .votes();
  }
}
