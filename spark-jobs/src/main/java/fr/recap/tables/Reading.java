package fr.recap.tables;

import fr.recap.config.Nearest;
import fr.recap.config.RefusedInputException;
import fr.recap.config.TableName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What a job reads of a users' table: columns that it can't do without, and others that help where
 * they are there and are empty where they are not.
 *
 * @param job as in {@code recap train siret}
 * @param table all columns that it gets, with their types
 * @param demands what it can't do without, beside the key
 */
public record Reading(String job, Table table, List<Demand> demands) {
  /**
   * Columns of which the table must have one at least.
   *
   * @param use what for: {@code the truth of nomenclatures.naf}
   * @param remedy what else than adding a column helps; empty for nothing
   */
  public record Demand(List<String> columns, String use, String remedy) {}

  public Reading {
    demands = List.copyOf(demands);
  }

  /** A reading that demands nothing but the key. */
  static Reading of(String job, Table table) {
    return new Reading(job, table, List.of());
  }

  /** The same that also gets some columns, which the users' table may have of its own. */
  public Reading with(Collection<String> columns) {
    return new Reading(job, table.withTexts(List.copyOf(columns), "of the users' table"), demands);
  }

  /** The same that gets no other columns than some. */
  public Reading only(Collection<String> columns) {
    return new Reading(job, table.only(List.copyOf(columns)), demands);
  }

  /**
   * The same that can't do without one of some columns.
   *
   * @param use as in {@link Demand}
   * @param remedy as in {@link Demand}
   */
  public Reading demanding(List<String> anyOf, String use, String remedy) {
    List<Demand> more = new ArrayList<>(demands);
    more.add(new Demand(List.copyOf(anyOf), use, remedy));
    return new Reading(job, table, more).with(anyOf);
  }

  /**
   * Looks whether a table has what is demanded.
   *
   * @param present its columns
   * @throws RefusedInputException if it lacks a column; the message names job, column and use
   */
  public void check(TableName name, Collection<String> present) {
    for (String key : table.key()) {
      refuse(name, new Demand(List.of(key), "the key", ""), present);
    }
    for (Demand demand : demands) {
      refuse(name, demand, present);
    }
  }

  private void refuse(TableName name, Demand demand, Collection<String> present) {
    if (demand.columns().stream().anyMatch(present::contains)) {
      return;
    }
    String hint = Nearest.hint(demand.columns().get(0), present);
    throw new RefusedInputException(
        "%s: the table %s lacks the column %s, which is read as %s%s It has %s. Import it with a typing file that has the column, or add it%s"
            .formatted(
                job,
                name,
                String.join(" or ", demand.columns()),
                demand.use(),
                hint.isEmpty() ? "." : hint,
                present,
                demand.remedy().isEmpty() ? "" : ", or " + demand.remedy()));
  }

  /** Columns that would help and that a table lacks, without those of coders that may be gone. */
  public List<String> missing(Collection<String> present) {
    Set<String> gone = Rp.PREVIOUS_CODER;
    return table.names().stream()
        .filter(column -> !present.contains(column) && !gone.contains(column))
        .toList();
  }

  /** The columns that are read out of rows of the table; those that it lacks are null. */
  public Dataset<Row> of(Dataset<Row> rows) {
    return table.complete(rows);
  }
}
