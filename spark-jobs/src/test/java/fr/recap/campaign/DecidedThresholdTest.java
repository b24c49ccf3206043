package fr.recap.campaign;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.recap.models.ThresholdDecision;
import fr.recap.runtime.TestSession;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class DecidedThresholdTest {
  private static ThresholdDecision decision(double threshold) {
    return new ThresholdDecision(threshold, 0.9, 0.92, 0.5, "anne", Instant.EPOCH, "rp_2026");
  }

  private static List<Boolean> flags(Optional<ThresholdDecision> decision) {
    Dataset<Row> rows =
        TestSession.get()
            .sql(
                "SELECT * FROM VALUES (true, 0.5D, null), (false, 0.7D, null), (false, 0.9D, 'no main field'), (false, null, null) AS t(flag, p, error)");
    return DecidedThreshold.apply(rows, "flag", col("p"), col("error").isNull(), decision)
        .select("flag")
        .as(Encoders.BOOLEAN())
        .collectAsList();
  }

  @Test
  void aDecisionReplacesTheThresholdOfTheTraining() {
    assertThat(flags(Optional.of(decision(0.7)))).containsExactly(false, true, false, false);
  }

  @Test
  void withoutADecisionNothingChanges() {
    assertThat(flags(Optional.empty())).containsExactly(true, false, false, false);
  }

  @Test
  void everyFormWouldReachZero() {
    assertThatThrownBy(() -> decision(0)).hasMessageContaining("above 0");
  }
}
