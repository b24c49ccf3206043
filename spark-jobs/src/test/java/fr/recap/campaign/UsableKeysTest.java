package fr.recap.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import fr.recap.runtime.TestSession;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class UsableKeysTest {
  private static final Dataset<Row> FORMS =
      TestSession.get()
          .sql(
              """
              SELECT * FROM VALUES ('a', 'SNCF'), ('b', 'ZOO'), ('b', 'BAR'), (null, 'X'), (null, 'Y')
              AS t(cabbi, rs_x)""");

  @Test
  void oneFormOfEachKeyIsUsableWhateverTheirOrder() {
    assertThat(UsableKeys.usable(FORMS).sort("cabbi").collectAsList())
        .extracting(row -> row.getString(0) + row.getString(1))
        .containsExactly("aSNCF", "bBAR");
    assertThat(UsableKeys.usable(FORMS.sort("rs_x")).where("cabbi = 'b'").head().getString(1))
        .isEqualTo("BAR");
  }

  @Test
  void otherFormsAreRejectsWithTheirReason() {
    assertThat(UsableKeys.rejects(FORMS, "run1").sort("key", "reason").collectAsList())
        .extracting(Row::toString)
        .containsExactly(
            "[b,duplicate key: another form with it was coded,run1]",
            "[null,the key cabbi is null,run1]",
            "[null,the key cabbi is null,run1]");
  }
}
