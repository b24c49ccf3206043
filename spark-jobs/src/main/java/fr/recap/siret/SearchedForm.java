package fr.recap.siret;

import fr.recap.forms.CodedForm;
import fr.recap.forms.ExactMatch;
import fr.recap.forms.Failures;
import java.util.List;

/**
 * A form that candidates are searched for.
 *
 * @param query what it gives to search by
 * @param failure why that can't be told, so that nothing is searched for; null if it can
 */
record SearchedForm(CodedForm form, FormQuery query, String failure) {
  /**
   * A form as it is searched for; one that can't be read has failed, and no other with it.
   *
   * @param activity name of the nomenclature whose codes are activities of establishments
   */
  static SearchedForm of(CodedForm form, String activity) {
    try {
      return new SearchedForm(form, FormQuery.of(form, activity), null);
    } catch (RuntimeException e) {
      return new SearchedForm(form, FormQuery.blank(form.cabbi()), Failures.reason(e));
    }
  }

  /** The same that can't be searched for. */
  SearchedForm failing(String cause) {
    return new SearchedForm(form, query, cause);
  }

  /** The same with the establishment that its exact name leads to; null for none. */
  SearchedForm with(ExactMatch exact) {
    return new SearchedForm(form.with(exact), query, failure);
  }

  /** Its candidates. */
  Retrieved found(List<Candidate> candidates, int searches, int sent) {
    return new Retrieved(this, candidates, searches, sent, null, null);
  }

  /** Of a form that leads nowhere. */
  Retrieved without(String reason, int searches, int sent) {
    return new Retrieved(this, List.of(), searches, sent, reason, null);
  }

  /** Of a form whose search failed. */
  Retrieved failed(String cause, int searches, int sent) {
    return new Retrieved(this, List.of(), searches, sent, null, cause);
  }
}
