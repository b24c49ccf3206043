package fr.recap.forms;

import static org.assertj.core.api.Assertions.assertThat;

import fr.recap.runtime.TestSession;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

class CodedFormRowsTest {
  private static final StructType FORMS =
      new StructType()
          .add("cabbi", DataTypes.StringType)
          .add("typcol", DataTypes.IntegerType)
          .add("profs_x", DataTypes.StringType)
          .add("profi_x", DataTypes.StringType)
          .add("profa_x", DataTypes.StringType);

  private static Dataset<Row> forms(Object... cells) {
    return TestSession.get().createDataFrame(List.of(RowFactory.create(cells)), FORMS);
  }

  @Test
  void partsComeBackAsTheyWere() {
    Prediction prediction =
        new Prediction(
            "actet_x is empty",
            true,
            List.of("6201Z", "6202A"),
            List.of(0.75, 0.25),
            false,
            0.5,
            Projection.of(new float[] {0.6f, 0.8f}));
    Match match =
        new Match(
            List.of(
                new MatchedEstablishment(
                    "12345678900011", null, 1.5, 0.25, 3, 0.75, 0.5, "same name")),
            new Decision(true, 0.9),
            new Decision(false, 0.4),
            0.75,
            Projection.NONE,
            null,
            false);
    Dataset<Row> flow = CodedFormRows.of(forms("b1", 1, null, " MACON\u00a0", null));
    flow =
        CodedFormRows.with(
            flow,
            CodedFormRows.prediction("naf"),
            PartRows.PREDICTION,
            f -> PartRows.of(prediction));
    flow = CodedFormRows.with(flow, CodedFormRows.MATCH, PartRows.MATCH, f -> PartRows.of(match));
    flow =
        CodedFormRows.with(
            flow,
            CodedFormRows.EXACT,
            PartRows.EXACT,
            f -> PartRows.of(new ExactMatch(f.match().first().orElseThrow().siret(), 7)),
            CodedFormRows.MATCH);
    flow =
        CodedFormRows.with(
            flow,
            CodedFormRows.DETECTION,
            PartRows.DETECTION,
            f -> PartRows.of(Detection.undecided("no matcher")));

    CodedForm read = CodedFormRows.read(flow.head());

    assertThat(read.cabbi()).isEqualTo("b1");
    assertThat(read.form().declared("typcol")).isEqualTo("1");
    assertThat(read.form().filled("profi_x")).isEqualTo("MACON");
    assertThat(read.form().declared("no_such_column")).isNull();
    assertThat(read.prediction("naf")).usingRecursiveComparison().isEqualTo(prediction);
    assertThat(read.prediction("pcs").codes()).isEmpty();
    assertThat(read.match()).usingRecursiveComparison().isEqualTo(match);
    assertThat(read.exact()).isEqualTo(new ExactMatch("12345678900011", 7));
    assertThat(read.detection()).isEqualTo(new Detection(false, null, "not decided: no matcher"));
    assertThat(read.location()).isEqualTo(Location.UNKNOWN);
  }

  @Test
  void blankProfessionIsNoneAsColumnAndAsFunction() {
    for (String blank : new String[] {null, "", " ", "\t", "\u00a0", "\u202f \u200b", "\u0000"}) {
      Row row =
          forms("b1", 0, blank, "MACON", "VENDEUR")
              .select(ProfessionRows.codeColumn(), ProfessionRows.isFilled())
              .head();
      Form form =
          Form.of(name -> name.equals("profs_x") ? blank : Map.of("profi_x", "MACON").get(name));
      assertThat(row.getString(0)).as("column of '%s'", blank).isEqualTo("profi_c");
      assertThat(Profession.of(form))
          .as("function of '%s'", blank)
          .hasValue(new Profession("MACON", "profi_c"));
    }
    Row none = forms("b1", 0, " ", "\t", null).select(ProfessionRows.codeColumn()).head();
    assertThat(none.isNullAt(0)).isTrue();
    assertThat(Profession.of(Form.of(Map.of("profs_x", "\u00a0")))).isEmpty();
  }

  @Test
  void codesByOtherFieldsAreToldOnlyIfWanted() {
    Prediction prediction =
        new Prediction(null, false, List.of("6201Z"), List.of(0.9), true, 0.8, Projection.NONE)
            .byOtherFields("actet_x is empty");
    assertThat(prediction.automatic()).isFalse();
    assertThat(prediction.told(true).codes()).containsExactly("6201Z");
    assertThat(prediction.told(true).error())
        .isEqualTo("actet_x is empty: coded by the other fields");
    assertThat(prediction.told(false).codes()).isEmpty();
    assertThat(prediction.told(false).error()).isEqualTo("actet_x is empty");
    assertThat(prediction.told(false).probability()).isZero();
  }
}
