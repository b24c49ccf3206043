package fr.recap.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import fr.recap.runtime.TestSession;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

class CommuneFirstTest {
  private static final SparkSession SPARK = TestSession.get();

  @Test
  void candidatesOfTheCommuneComeFirst_eachOfTheTwoInItsOrder() {
    Dataset<Row> judged =
        SPARK
            .sql(
                """
                SELECT * FROM VALUES
                  ('behind one of its commune', '57463', array('x', 'y', 'z'), 'z', 3),
                  ('elsewhere', '57463', array('x', 'y', 'z'), 'x', 1),
                  ('none of the commune', '2A004', array('x', 'y'), 'y', 2),
                  ('commune unknown', null, null, 'y', 2),
                  ('not among them', '57463', array('x', 'y'), 'w', 0),
                  ('not in the register', '57463', array('u', 'y'), 'u', 1)
                AS t(cabbi, commune, candidates, siret_true, siret_rank)""")
            .selectExpr("*", "'x' siret_said", "true siret_auto");
    // y stands twice, as in a register without a key.
    Dataset<Row> register =
        SPARK.sql(
            """
            SELECT * FROM VALUES
              ('x', '', '57001 9'), ('y', '', '57463 1'), ('y', '', '57463 1'), ('z', '', '57463')
            AS t(sirus_id, nic, adr_et_loc_geo)""");
    Map<String, Integer> ranks = new TreeMap<>();
    CommuneFirst.of(judged, register)
        .collectAsList()
        .forEach(
            row ->
                ranks.put(
                    row.getAs("cabbi"), row.<Integer>getAs(JudgedForms.rank(CommuneFirst.CODE))));
    assertThat(ranks)
        .isEqualTo(
            Map.of(
                "behind one of its commune", 2,
                "elsewhere", 3,
                "none of the commune", 2,
                "commune unknown", 2,
                "not among them", 0,
                "not in the register", 2));
  }
}
