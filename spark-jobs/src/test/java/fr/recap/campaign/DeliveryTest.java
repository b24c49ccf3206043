package fr.recap.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import fr.recap.forms.CodedFormRows;
import fr.recap.runtime.TestSession;
import fr.recap.tables.Rp;
import fr.recap.tables.RpGeo;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

class DeliveryTest {
  private static final SparkSession SPARK = TestSession.get();

  private static final Dataset<Row> NOWHERE =
      SPARK.createDataFrame(List.of(), RpGeo.TABLE.schema());

  private static Dataset<Row> places(String rows) {
    return SPARK.sql(
        "SELECT * FROM VALUES %s AS t(cabbi, longitude, latitude, geo_score, geo_type, geo_adresse)"
            .formatted(rows));
  }

  private static Map<String, String> fingerprints(String forms, Dataset<Row> places) {
    return FormFingerprint.flow(SPARK.sql(forms), Rp.readBy("code"), places)
        .select("form.cabbi", "form_fingerprint")
        .collectAsList()
        .stream()
        .collect(Collectors.toMap(row -> row.getString(0), row -> row.getString(1)));
  }

  @Test
  void fingerprintTellsTextsNullsAndPlaces_notTheOrderOfColumns() {
    Map<String, String> told =
        fingerprints(
            "SELECT * FROM VALUES ('a', 'X', null), ('b', 'X', ''), ('c', null, 'X') AS t(cabbi, rs_x, actet_x)",
            NOWHERE);
    assertThat(told.values())
        .doesNotHaveDuplicates()
        .allMatch(each -> each.matches("[0-9a-f]{16}"));
    assertThat(
            fingerprints(
                "SELECT CAST(null AS STRING) AS dlt_x, actet_x, rs_x, cabbi FROM VALUES ('a', 'X', CAST(null AS STRING)) AS t(cabbi, rs_x, actet_x)",
                NOWHERE))
        .as("another order, and a column without values")
        .containsEntry("a", told.get("a"));
    String one = "SELECT 'a' AS cabbi, 'X' AS rs_x, CAST(null AS STRING) AS actet_x";
    assertThat(fingerprints(one, places("('a', 2.0D, 48.0D, 1.0D, 'street', 'HERE')")).get("a"))
        .as("placed")
        .isNotEqualTo(told.get("a"))
        .as("the same place under another address")
        .isEqualTo(
            fingerprints(one, places("('a', 2.0D, 48.0D, 0.5D, 'street', 'THERE')")).get("a"));
    assertThat(fingerprints(one, places("('a', 2000.0D, 48.0D, 1.0D, 'street', 'HERE')")).get("a"))
        .as("no place at all")
        .isEqualTo(told.get("a"));
  }

  @Test
  void whatIsNewChangedFailedOrCodedByOthersIsCoded_andWhatIsGoneIsCounted() {
    Dataset<Row> forms =
        CodedFormRows.of(
                SPARK.sql(
                    "SELECT * FROM VALUES ('same'), ('changed'), ('others'), ('failed'), ('twice'), ('new') AS t(cabbi)"))
            .selectExpr("form", "'1' AS form_fingerprint");
    Dataset<Row> results =
        SPARK.sql(
            """
            SELECT * FROM VALUES
              ('same', '1', 'ours'), ('changed', '0', 'ours'), ('others', '1', 'theirs'),
              ('failed', '1', null), ('twice', '1', 'ours'), ('twice', '1', 'ours'),
              ('gone', '1', 'ours')
            AS t(cabbi, form_fingerprint, coders_fingerprint)""");

    Delivery delivery = Delivery.of(forms, results, "ours");
    assertThat(keys(delivery.forms().select("form.cabbi")))
        .containsExactlyInAnyOrder("changed", "others", "failed", "twice", "new");
    assertThat(delivery.toCode()).isEqualTo(5);
    assertThat(delivery.left()).isEqualTo(1);
    assertThat(delivery.removed()).as("gone, and one of a doubled key").isEqualTo(2);
    assertThat(keys(delivery.ofLeft(results).select("cabbi"))).containsExactly("same");
    assertThat(delivery.forms().columns()).containsExactly("form", "form_fingerprint");

    Dataset<Row> keys = SPARK.sql("SELECT * FROM VALUES ('same'), ('new'), ('failed') AS t(cabbi)");
    Delivery some = delivery.only(Optional.of(keys), OptionalInt.empty());
    assertThat(keys(some.forms().select("form.cabbi"))).containsExactlyInAnyOrder("new", "failed");
    assertThat(some.left()).as("same, changed, others, twice").isEqualTo(4);
    assertThat(some.waiting()).isZero();
    assertThat(some.removed()).isEqualTo(delivery.removed());
    assertThat(keys(some.ofLeft(results).select("cabbi")))
        .containsExactlyInAnyOrder("same", "changed", "others", "twice", "twice");
    some.judged().unpersist();
    Delivery few = delivery.only(Optional.empty(), OptionalInt.of(2));
    assertThat(few.toCode()).isEqualTo(2);
    assertThat(few.left() + few.waiting()).isEqualTo(4);
    few.judged().unpersist();
    delivery.judged().unpersist();
    Delivery all = Delivery.ofAll(forms);
    assertThat(all.toCode()).isEqualTo(6);
    assertThat(all.removed()).isZero();
    Delivery first = all.only(Optional.of(keys), OptionalInt.of(1));
    assertThat(first.toCode()).isEqualTo(1);
    assertThat(first.left()).isZero();
    assertThat(first.waiting()).isEqualTo(5);
    first.judged().unpersist();
    all.judged().unpersist();
  }

  private static List<String> keys(Dataset<Row> rows) {
    return rows.collectAsList().stream().map(row -> row.getString(0)).toList();
  }
}
