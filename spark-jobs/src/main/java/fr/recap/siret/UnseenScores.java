package fr.recap.siret;

import fr.recap.metrics.Outcomes;
import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Scores of the forms to learn from, each by what has not seen it. */
record UnseenScores(Outcomes.Counter establishment, Outcomes.Counter unit, Outcomes.Counter shares)
    implements Serializable {
  static UnseenScores of(Dataset<Row> judged, CrossJudged establishment, CrossJudged unit) {
    Broadcast<List<CrossJudged>> shared =
        JavaSparkContext.fromSparkContext(judged.sparkSession().sparkContext())
            .broadcast(List.of(establishment, unit));
    FlatMapFunction<Iterator<Row>, UnseenScores> count =
        rows -> {
          UnseenScores counted =
              new UnseenScores(
                  new Outcomes.Counter(), new Outcomes.Counter(), new Outcomes.Counter());
          rows.forEachRemaining(
              row -> counted.add(JudgedForm.of(row), shared.value().get(0), shared.value().get(1)));
          return List.of(counted).iterator();
        };
    try {
      return judged.toJavaRDD().mapPartitions(count).treeReduce(UnseenScores::merge);
    } finally {
      shared.destroy();
    }
  }

  private void add(JudgedForm form, CrossJudged ofEstablishments, CrossJudged ofUnits) {
    establishment.add(ofEstablishments.score(form), form.establishment());
    unit.add(ofUnits.score(form), form.unit());
    for (int rank = 0; rank < form.shares().length; rank++) {
      shares.add(form.shares()[rank], rank == form.truth());
    }
  }

  private UnseenScores merge(UnseenScores other) {
    establishment.merge(other.establishment);
    unit.merge(other.unit);
    shares.merge(other.shares);
    return this;
  }
}
