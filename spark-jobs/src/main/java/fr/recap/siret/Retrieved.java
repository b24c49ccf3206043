package fr.recap.siret;

import java.util.List;

/**
 * What was found for a form.
 *
 * @param candidates in order of SIRET
 * @param searches how many the form needed, those that it shares with others included
 * @param sent how many were sent for it
 * @param reason why there is no candidate though nothing failed; null if there is one
 * @param failure what failed, which says nothing of the form; null if nothing did
 */
record Retrieved(
    SearchedForm searched,
    List<Candidate> candidates,
    int searches,
    int sent,
    String reason,
    String failure) {
  Retrieved {
    candidates = List.copyOf(candidates);
  }

  FormQuery query() {
    return searched.query();
  }

  /** The same without candidates, since something failed later. */
  Retrieved failed(String cause) {
    return new Retrieved(searched, List.of(), searches, sent, null, cause);
  }
}
