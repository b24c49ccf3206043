package fr.recap.postgres;

import fr.recap.config.TableName;
import fr.recap.tables.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What would keep runs from writing tables, looked at before any run begins. */
public final class TargetChecks {
  private TargetChecks() {}

  /**
   * Something about a target.
   *
   * @param error whether a run that writes it would be refused
   * @param text what is so; of an error with its remedy
   */
  public record Problem(TableName target, boolean error, String text) {}

  /** Why the role can't use the schema of stagings, with the remedy; empty if it can. */
  public static Optional<String> staging(Postgres postgres) {
    return postgres.inTransaction(StagingSchema::problem);
  }

  /** Problems of targets, in their order; a target without any is left out. */
  public static List<Problem> of(Postgres postgres, Map<TableName, Table> targets) {
    return postgres.inTransaction(
        connection -> {
          List<Problem> problems = new ArrayList<>();
          for (Map.Entry<TableName, Table> target : targets.entrySet()) {
            TargetState state = TargetState.of(connection, target.getKey(), target.getValue());
            state.obstacles().forEach(o -> problems.add(new Problem(target.getKey(), true, o)));
            lost(state).ifPresent(text -> problems.add(new Problem(target.getKey(), false, text)));
          }
          return problems;
        });
  }

  private static Optional<String> lost(TargetState state) {
    return state.dropped().isEmpty()
        ? Optional.empty()
        : Optional.of(
            "its column(s) %s, which no job writes, go at the next run".formatted(state.dropped()));
  }
}
