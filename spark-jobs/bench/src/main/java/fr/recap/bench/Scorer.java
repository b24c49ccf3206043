package fr.recap.bench;

import java.io.IOException;
import java.util.List;

/** A coder that was trained, whichever it is. */
interface Scorer extends AutoCloseable {
  /**
   * Codes a form.
   *
   * @param texts one a field, null where it is empty
   */
  Scored score(List<String> texts);

  /** Precision target that its threshold was chosen for on validation. */
  double threshold();

  /** The same coder, which remembers nothing of what it has coded. */
  Scorer anew() throws IOException;

  @Override
  default void close() {}
}
