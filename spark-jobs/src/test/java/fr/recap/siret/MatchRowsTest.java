package fr.recap.siret;

import static org.assertj.core.api.Assertions.assertThat;

import fr.recap.forms.CodedFormRows;
import fr.recap.forms.Decision;
import fr.recap.forms.Match;
import fr.recap.forms.MatchedEstablishment;
import fr.recap.forms.PartRows;
import fr.recap.forms.Projection;
import fr.recap.tables.BiTopk;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class MatchRowsTest {
  private static final Match MATCH =
      new Match(
          List.of(
              new MatchedEstablishment(
                  "11111111100011", "1071C", 2.5, 0.75, 3, 0.5, 0.9, "same name"),
              new MatchedEstablishment("22222222200022", null, -1, 0.25, 1, 0, 0.1, null)),
          new Decision(true, 0.95),
          new Decision(false, 0.6),
          0.75,
          Projection.of(new float[] {0.6f, 0.8f}),
          null,
          false);

  @Test
  void ranksThatAreFilled_haveTheirValues_andOnlyTheFirstIsDecided() {
    Row row = row(MATCH);

    assertThat(row.<String>getAs("cabbi")).isEqualTo("F1");
    assertThat(row.getList(row.fieldIndex(BiTopk.EMBDEDDING))).isEqualTo(List.of(0.6f, 0.8f));
    assertThat(values(row, 1)).isEqualTo("11111111100011 2.5 0.75 3 0.5 true 0.95 0.9 same name");
    assertThat(values(row, 2)).isEqualTo("22222222200022 -1.0 0.25 1 0.0 false 0.0 0.1 null");
    assertThat(row.<String>getAs(BiTopk.SIREN)).isEqualTo("111111111");
    assertThat(row.<Boolean>getAs(BiTopk.SIREN_CODAGE_AUTO)).isFalse();
    assertThat(row.<Double>getAs(BiTopk.SIREN_CODAGE_AUTO_PROBA)).isEqualTo(0.6);
  }

  @Test
  void ranksThatAreNot_areNull_andNotAutomatic() {
    Row row = row(Match.failed("the index is closed"));

    for (int rank = 1; rank <= BiTopk.RANKS; rank++) {
      assertThat(values(row, rank)).isEqualTo("null null null null null false 0.0 null null");
    }
    assertThat(row.getList(row.fieldIndex(BiTopk.EMBDEDDING))).as("empty, not null").isEmpty();
    assertThat(row.<String>getAs(BiTopk.SIREN)).isNull();
    assertThat(row.<Boolean>getAs(BiTopk.SIREN_CODAGE_AUTO)).isFalse();
    assertThat(row.<Double>getAs(BiTopk.SIREN_CODAGE_AUTO_PROBA)).isZero();
  }

  private static String values(Row row, int rank) {
    StringBuilder values = new StringBuilder();
    for (String what :
        List.of(
            BiTopk.SIRET,
            BiTopk.SIMILARITE_FINAL,
            BiTopk.SIMILARITE,
            BiTopk.NB_FOIS_TROUVE,
            BiTopk.NAF_SCORE,
            BiTopk.CODAGE_AUTO,
            BiTopk.CODAGE_AUTO_PROBA,
            BiTopk.PROBA,
            BiTopk.EXPLICATION)) {
      values.append(row.<Object>getAs(BiTopk.top(rank, what))).append(' ');
    }
    return values.toString().strip();
  }

  private static Row row(Match match) {
    Dataset<Row> flow = CodedFormRows.of(TestForms.forms(List.of(TestForms.form("F1"))));
    Dataset<Row> table =
        MatchRows.biTopk(
            CodedFormRows.with(
                flow, CodedFormRows.MATCH, PartRows.MATCH, form -> PartRows.of(match)));
    assertThat(table.columns()).containsExactly(BiTopk.TABLE.names().toArray(String[]::new));
    return table.first();
  }
}
