package fr.recap.vectors;

import static org.apache.spark.sql.functions.array_distinct;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.split;
import static org.apache.spark.sql.functions.trim;
import static org.apache.spark.sql.functions.udf;

import fr.recap.metrics.TermWeights;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;

/** In how many texts words occur. A text is one field of one row. */
final class DocumentFrequencies {
  private static final String TEXT = "text";
  private static final String WORD = "word";

  private final List<Row> counts;
  private final long texts;

  private DocumentFrequencies(List<Row> counts, long texts) {
    this.counts = counts;
    this.texts = texts;
  }

  /** Counts, and keeps the {@code most} most frequent words; equal ones in alphabetical order. */
  static DocumentFrequencies count(
      Dataset<Row> rows, List<String> columns, TextForm form, int most) {
    UDF1<String, String> inForm = text -> text == null ? null : form.of(text, false);
    Column fields = functions.array(columns.stream().map(rows::col).toArray(Column[]::new));
    Dataset<Row> texts =
        rows.select(explode(fields).as(TEXT))
            .select(
                trim(coalesce(udf(inForm, DataTypes.StringType).apply(col(TEXT)), lit("")))
                    .as(TEXT))
            .where(length(col(TEXT)).gt(0));
    List<Row> counts =
        texts
            .select(explode(array_distinct(split(col(TEXT), "\\s+"))).as(WORD))
            .groupBy(WORD)
            .agg(functions.count(lit(1)).as("texts"))
            .orderBy(col("texts").desc(), col(WORD))
            .limit(most)
            .collectAsList();
    return new DocumentFrequencies(counts, texts.count());
  }

  String[] words() {
    return counts.stream().map(row -> row.getString(0)).toArray(String[]::new);
  }

  double[] weights() {
    return counts.stream()
        .mapToDouble(row -> TermWeights.inverseDocumentFrequency(texts, row.getLong(1)))
        .toArray();
  }

  double weightOfOthers() {
    return TermWeights.inverseDocumentFrequency(texts, 1);
  }
}
