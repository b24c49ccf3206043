package fr.recap.siret;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;

/**
 * Asks one source for the forms that an exact name leads to an establishment, and another one for
 * the rest; those that can't be searched for keep their reason.
 */
final class ExactFirst implements CandidateSource {
  /** Forms that are parted at once: more than are under way together, so that no source waits. */
  private static final int TOGETHER = 1000;

  private final CandidateSource exact;
  private final CandidateSource others;

  ExactFirst(CandidateSource exact, CandidateSource others) {
    this.exact = exact;
    this.others = others;
  }

  @Override
  public Iterator<Retrieved> find(Iterator<SearchedForm> forms) {
    return new Iterator<>() {
      private Iterator<Retrieved> found = Collections.emptyIterator();

      @Override
      public boolean hasNext() {
        return found.hasNext() || forms.hasNext();
      }

      @Override
      public Retrieved next() {
        if (!found.hasNext()) {
          List<SearchedForm> together = new ArrayList<>();
          while (together.size() < TOGETHER && forms.hasNext()) {
            together.add(forms.next());
          }
          found = find(together);
        }
        return found.next();
      }
    };
  }

  private Iterator<Retrieved> find(List<SearchedForm> forms) {
    Iterator<Retrieved> led = exact.find(forms.stream().filter(ExactFirst::isExact).iterator());
    Iterator<Retrieved> searched =
        others.find(forms.stream().filter(ExactFirst::isSearched).iterator());
    return Iterators.map(
        forms.iterator(),
        form -> {
          if (form.failure() != null) {
            return form.failed(form.failure(), 0, 0);
          }
          return (isExact(form) ? led : searched).next();
        });
  }

  private static boolean isExact(SearchedForm form) {
    return form.failure() == null && form.form().exact() != null;
  }

  private static boolean isSearched(SearchedForm form) {
    return form.failure() == null && form.form().exact() == null;
  }
}
