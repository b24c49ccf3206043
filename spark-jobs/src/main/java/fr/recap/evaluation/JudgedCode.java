package fr.recap.evaluation;

import java.io.Serializable;

/**
 * What one coder said of one form, against the truth.
 *
 * @param rank of the true code among the predictions, 1 the first, 0 if it is not among them
 * @param coded whether there is a first code
 * @param known whether the true code is known
 * @param auto whether the form was coded automatically
 */
record JudgedCode(int rank, boolean coded, boolean known, boolean auto)
    implements Comparable<JudgedCode>, Serializable {

  @Override
  public int compareTo(JudgedCode other) {
    return Integer.compare(position(), other.position());
  }

  private int position() {
    return rank * 8 + (coded ? 4 : 0) + (known ? 2 : 0) + (auto ? 1 : 0);
  }
}
