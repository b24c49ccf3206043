package fr.recap.evaluation;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import com.fasterxml.jackson.annotation.JsonProperty;
import fr.recap.siret.Reasons;
import fr.recap.tables.CodageAutoResults;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * Forms by where they end.
 *
 * @param departements forms with a key by the département of their workplace (empty where that is
 *     not known), then by their end; no other ends than those of coded forms
 * @param waiting forms with a key that have no row of results yet
 * @param rejected forms without a usable key, which belong to no département
 */
public record Flow(Map<String, Map<End, Long>> departements, long waiting, long rejected) {
  /** No form at all. */
  public static final Flow NONE = new Flow(Map.of(), 0, 0);

  /** The end of a row of results, by the name of a value of {@link End}. */
  static Column end() {
    Column reason = col(CodageAutoResults.SIRET_EXPLICATION);
    Column exact =
        reason.contains(Reasons.ONLY_OF_ITS_NAME).or(reason.contains(Reasons.EARLIER_HERE));
    Column auto = coalesce(col(CodageAutoResults.codageAuto(Scope.SIRET)), lit(false));
    return when(auto.and(coalesce(exact, lit(false))), End.EXACT.name())
        .when(auto, End.SEARCH.name())
        .when(coalesce(col(CodageAutoResults.NON_CODABLE), lit(false)), End.NON_CODABLE.name())
        .when(col(Scope.SIRET).isNotNull(), End.PROPOSED.name())
        .otherwise(End.NOTHING_FOUND.name());
  }

  /** Counts the rows of {@link JudgedForms}. */
  static Flow of(Dataset<Row> judged) {
    Map<String, Map<End, Long>> departements = new TreeMap<>();
    judged
        .groupBy(coalesce(col(JudgedForms.DEPARTEMENT), lit("")), col(JudgedForms.END))
        .agg(functions.count(lit(1)))
        .collectAsList()
        .forEach(
            row ->
                departements
                    .computeIfAbsent(row.getString(0), d -> new EnumMap<>(End.class))
                    .put(End.valueOf(row.getString(1)), row.getLong(2)));
    return new Flow(departements, 0, 0);
  }

  /** The same beside forms that are not coded yet, and those that were rejected. */
  Flow beside(long waitingForms, long rejectedForms) {
    return new Flow(departements, waitingForms, rejectedForms);
  }

  /** Forms with an end. */
  public long count(End end) {
    return switch (end) {
      case WAITING -> waiting;
      case REJECTED -> rejected;
      default -> departements.values().stream().mapToLong(ends -> ends.getOrDefault(end, 0L)).sum();
    };
  }

  /** Forms of a département that clerks have to find an establishment for. */
  public long left(String departement) {
    Map<End, Long> ends = departements.getOrDefault(departement, Map.of());
    return ends.getOrDefault(End.PROPOSED, 0L) + ends.getOrDefault(End.NOTHING_FOUND, 0L);
  }

  /** Forms that clerks have to find an establishment for. */
  @JsonProperty
  public long left() {
    return count(End.PROPOSED) + count(End.NOTHING_FOUND);
  }

  /** All forms that were read. */
  @JsonProperty
  public long read() {
    long read = waiting + rejected;
    for (Map<End, Long> ends : departements.values()) {
      read += ends.values().stream().mapToLong(Long::longValue).sum();
    }
    return read;
  }
}
