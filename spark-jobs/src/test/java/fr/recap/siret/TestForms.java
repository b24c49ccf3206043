package fr.recap.siret;

import fr.recap.forms.CodedForm;
import fr.recap.forms.CodedFormRows;
import fr.recap.forms.ExactMatch;
import fr.recap.forms.Form;
import fr.recap.forms.Location;
import fr.recap.forms.PartRows;
import fr.recap.forms.Prediction;
import fr.recap.forms.Projection;
import fr.recap.runtime.TestSession;
import fr.recap.tables.Rp;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/** Forms that are typed by hand: what is not set is null. */
final class TestForms {
  /** The nomenclature whose codes are activities of establishments. */
  static final String ACTIVITY = "naf";

  private static final StructType SCHEMA =
      new StructType()
          .add(CodedFormRows.FORM, Rp.TABLE.schema())
          .add(CodedFormRows.prediction(ACTIVITY), PartRows.PREDICTION)
          .add(CodedFormRows.LOCATION, PartRows.LOCATION);

  private final Map<String, String> texts = new HashMap<>();
  private Prediction activities = Prediction.none("not coded", Projection.NONE);
  private Location location = Location.UNKNOWN;
  private ExactMatch exact;

  private TestForms() {}

  static TestForms form(String cabbi) {
    return new TestForms().with("cabbi", cabbi);
  }

  /** A form with everything that queries use. */
  static TestForms complete() {
    return form("F1")
        .with("rs_x", "ECOLE NATIONALE DES PONTS")
        .with("actet_x", "ENSEIGNEMENT SUPERIEUR")
        .with("profs_x", "PROFESSEUR")
        .with("numvoi_x", "0012")
        .with("typevoi_x", "AV")
        .with("nomvoi_x", "BLAISE PASCAL")
        .with("clt_x", "CHAMPS SUR MARNE")
        .with("dlt_x", "77")
        .with("clt_c_c", "77083")
        .at(48.84, 2.58)
        .naf(List.of("8542Z", "8559A"), List.of(0.7, 0.2));
  }

  TestForms with(String column, String value) {
    texts.put(column, value);
    return this;
  }

  TestForms at(Double latitude, Double longitude) {
    location = new Location(latitude, longitude, location.commune(), location.communeScore());
    return this;
  }

  /** With a commune that geocoding found. */
  TestForms geocoded(String commune, Double score) {
    location = new Location(location.latitude(), location.longitude(), commune, score);
    return this;
  }

  TestForms naf(List<String> codes, List<Double> scores) {
    activities = new Prediction(null, false, codes, scores, false, scores.get(0), Projection.NONE);
    return this;
  }

  /** With where its exact name leads. */
  TestForms exactly(String siret, int forms) {
    exact = new ExactMatch(siret, forms);
    return this;
  }

  CodedForm coded() {
    return CodedForm.of(Form.of(texts)).with(ACTIVITY, activities).at(location).with(exact);
  }

  SearchedForm searched() {
    return SearchedForm.of(coded(), ACTIVITY);
  }

  FormQuery query() {
    return FormQuery.of(coded(), ACTIVITY);
  }

  /** A row of the forms' table. */
  private Row form() {
    return RowFactory.create(Rp.TABLE.names().stream().map(texts::get).toArray());
  }

  /** Rows of the forms' table. */
  static Dataset<Row> forms(List<TestForms> forms) {
    return TestSession.get()
        .createDataFrame(forms.stream().map(TestForms::form).toList(), Rp.TABLE.schema());
  }

  /** A flow of forms, without exact names. */
  static Dataset<Row> flow(List<TestForms> forms) {
    return TestSession.get().createDataFrame(rows(forms, false), SCHEMA);
  }

  /** A flow of forms with their exact names. */
  static Dataset<Row> lookedUp(List<TestForms> forms) {
    return TestSession.get()
        .createDataFrame(rows(forms, true), SCHEMA.add(CodedFormRows.EXACT, PartRows.EXACT));
  }

  private static List<Row> rows(List<TestForms> forms, boolean exact) {
    return forms.stream()
        .map(
            form -> {
              Object place =
                  RowFactory.create(
                      form.location.latitude(),
                      form.location.longitude(),
                      form.location.commune(),
                      form.location.communeScore());
              Object activities = PartRows.of(form.activities);
              return exact
                  ? RowFactory.create(form.form(), activities, place, PartRows.of(form.exact))
                  : RowFactory.create(form.form(), activities, place);
            })
        .toList();
  }
}
