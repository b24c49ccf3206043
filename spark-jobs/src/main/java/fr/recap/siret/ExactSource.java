package fr.recap.siret;

import fr.recap.forms.ExactMatch;
import fr.recap.siret.RegisterLookup.Looked;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The only establishment that an exact name or wording leads to: the candidate of forms that {@link
 * ExactMatches} or {@link ExactLookup} found one for.
 */
final class ExactSource implements CandidateSource {
  private final RegisterLookup register;

  ExactSource(RegisterLookup register) {
    this.register = register;
  }

  @Override
  public Iterator<Retrieved> find(Iterator<SearchedForm> forms) {
    return Iterators.map(
        register.stream(forms, form -> List.of(form.form().exact().siret())), this::retrieved);
  }

  private Retrieved retrieved(Looked<SearchedForm> looked) {
    SearchedForm form = looked.form();
    ExactMatch exact = form.form().exact();
    if (looked.failure() != null) {
      return form.failed(looked.failure(), 0, 0);
    }
    if (looked.found().isEmpty()) {
      return form.failed(
          "the register names %s, but the index %s lacks it; index it again"
              .formatted(exact.siret(), register.index()),
          0,
          0);
    }
    Votes votes = new Votes(exact.forms(), exact.forms(), exact.forms());
    return form.found(
        List.of(new Candidate(looked.found().get(0), Map.of(), Set.of(), votes, true, 1)), 0, 0);
  }
}
