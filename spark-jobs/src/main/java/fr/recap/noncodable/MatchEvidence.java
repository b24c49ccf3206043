package fr.recap.noncodable;

import fr.recap.siret.FlatColumns;
import fr.recap.tables.BiTopk;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * What the matcher of establishments says of a form: whether it found any, how sure it is and how
 * flat its probabilities are. Scores of activities are left out: the coder that gives them has
 * learned the forms that this one learns from, so that they would promise more than they hold.
 */
final class MatchEvidence {
  /** Candidates, the probabilities' sum, gap and entropy, then what the first one has. */
  private static final int SIZE = 13;

  private static final int DIGITS_OF_UNIT = 9;

  private MatchEvidence() {}

  static int size() {
    return SIZE;
  }

  /** The columns of {@link FlatColumns#matched} that are read. */
  static List<String> columns() {
    List<String> columns = new ArrayList<>();
    for (int rank = 1; rank <= BiTopk.RANKS; rank++) {
      columns.add(BiTopk.top(rank, BiTopk.SIRET));
      columns.add(BiTopk.top(rank, BiTopk.PROBA));
    }
    for (int rank = 1; rank <= 2; rank++) {
      columns.add(BiTopk.top(rank, BiTopk.SIMILARITE_FINAL));
      columns.add(BiTopk.top(rank, BiTopk.SIMILARITE));
    }
    columns.add(BiTopk.top(1, BiTopk.NB_FOIS_TROUVE));
    columns.add(BiTopk.top(1, BiTopk.CODAGE_AUTO_PROBA));
    columns.add(BiTopk.SIREN_CODAGE_AUTO_PROBA);
    columns.add(FlatColumns.SIRET_ERROR);
    return columns;
  }

  /**
   * Fills in the features of a form.
   *
   * @param match gives the value of a column of {@link #columns}, perhaps null
   * @return the position behind the last one
   */
  static int fill(Function<String, Object> match, double[] into, int from) {
    Set<String> units = new HashSet<>();
    int candidates = 0;
    double sum = 0;
    double entropy = 0;
    double[] probabilities = new double[BiTopk.RANKS + 1];
    for (int rank = 1; rank <= BiTopk.RANKS; rank++) {
      Object siret = match.apply(BiTopk.top(rank, BiTopk.SIRET));
      if (siret != null) {
        candidates++;
        units.add(
            siret.toString().substring(0, Math.min(DIGITS_OF_UNIT, siret.toString().length())));
        double p = number(match, BiTopk.top(rank, BiTopk.PROBA));
        probabilities[rank] = p;
        sum += p;
        entropy -= p > 0 ? p * Math.log(p) : 0;
      }
    }
    double first = number(match, BiTopk.top(1, BiTopk.SIMILARITE_FINAL));
    int at = from;
    into[at++] = match.apply(FlatColumns.SIRET_ERROR) == null ? 0 : 1;
    into[at++] = candidates;
    into[at++] = units.size();
    into[at++] = (float) sum;
    into[at++] = (float) entropy;
    into[at++] = (float) probabilities[1];
    into[at++] = (float) (probabilities[1] - probabilities[2]);
    into[at++] = (float) first;
    into[at++] =
        candidates < 2
            ? 0
            : (float) (first - number(match, BiTopk.top(2, BiTopk.SIMILARITE_FINAL)));
    into[at++] = (float) number(match, BiTopk.top(1, BiTopk.SIMILARITE));
    into[at++] = (float) number(match, BiTopk.top(1, BiTopk.NB_FOIS_TROUVE));
    into[at++] = (float) number(match, BiTopk.top(1, BiTopk.CODAGE_AUTO_PROBA));
    into[at++] = (float) number(match, BiTopk.SIREN_CODAGE_AUTO_PROBA);
    return at;
  }

  private static double number(Function<String, Object> match, String column) {
    Object value = match.apply(column);
    return value instanceof Number number ? number.doubleValue() : 0;
  }
}
