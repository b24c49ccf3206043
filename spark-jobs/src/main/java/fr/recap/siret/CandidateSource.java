package fr.recap.siret;

import java.util.Iterator;

/**
 * Where the candidates of forms come from. What ranks them does not know how they were found: it
 * asks for what the {@link Signals} of the source name, and for what any source can tell.
 */
interface CandidateSource {
  /**
   * Finds the candidates of forms, each once and in order of SIRET; lazily, so that a source may
   * ask for many forms at once while the caller works on the first ones. Used by one thread.
   *
   * @return one a form, in their order; of a form that can't be searched for, with the reason
   * @throws IllegalStateException if nothing can be searched for, so that no form is to blame
   */
  Iterator<Retrieved> find(Iterator<SearchedForm> forms);
}
