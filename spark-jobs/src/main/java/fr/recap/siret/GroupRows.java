package fr.recap.siret;

import fr.recap.trees.TrainingRows;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.IntPredicate;
import org.apache.spark.sql.Row;

/**
 * The candidates of one form after the other, of those whose establishment is among them; a form is
 * a group.
 */
final class GroupRows implements Iterator<Row> {
  private final Iterator<Row> forms;
  private final IntPredicate folds;
  private final long seed;
  private Example example;
  private int candidate;
  private int group;

  GroupRows(Iterator<Row> forms, IntPredicate folds, long seed) {
    this.forms = forms;
    this.folds = folds;
    this.seed = seed;
  }

  @Override
  public boolean hasNext() {
    while ((example == null || candidate == example.candidates().size()) && forms.hasNext()) {
      Example next = Example.of(forms.next());
      if (next.truth() >= 0 && folds.test(next.fold(seed))) {
        example = next;
        candidate = 0;
        group++;
      }
    }
    return example != null && candidate < example.candidates().size();
  }

  @Override
  public Row next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    ComparedCandidate next = example.candidates().get(candidate++);
    return TrainingRows.of(group, next.siret().equals(example.siret()), 1, next.features());
  }
}
