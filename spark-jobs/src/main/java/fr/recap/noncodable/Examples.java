package fr.recap.noncodable;

import fr.recap.forms.CodedFormRows;
import fr.recap.forms.Form;
import fr.recap.metrics.Outcomes;
import fr.recap.metrics.Split;
import fr.recap.nomenclature.FormText;
import fr.recap.tables.Rp;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Forms with their truth and the part of the data that they belong to. */
final class Examples {
  static final String LABEL = "label";
  private static final String SPLIT = "split";

  /** Forms of one employer and activity belong to one part. */
  static final FormText NEAR_COPIES = new FormText(List.of(Rp.ACTET_X, Rp.RS_X));

  private Examples() {}

  /**
   * The inputs of each form, partitioned by cabbi and sorted by it within, so that the sums of the
   * training don't depend on the order of the table.
   */
  static Dataset<Row> of(Dataset<Row> forms, NoncodableTarget target, long seed) {
    Set<String> columns = new LinkedHashSet<>(List.of(Rp.CABBI));
    columns.addAll(NoncodableFeatures.INPUTS);
    columns.addAll(target.columns());
    StructType schema =
        new StructType()
            .add(Rp.CABBI, DataTypes.StringType)
            .add(SPLIT, DataTypes.StringType)
            .add(LABEL, DataTypes.DoubleType);
    for (String input : NoncodableFeatures.INPUTS) {
      schema = schema.add(input, DataTypes.StringType);
    }
    return forms
        .select(
            columns.stream()
                .map(name -> functions.col(name).cast(DataTypes.StringType).as(name))
                .toArray(Column[]::new))
        .map(new Preparation(target, seed), Encoders.row(schema))
        .repartition(functions.col(Rp.CABBI))
        .sortWithinPartitions(Rp.CABBI);
  }

  /** Forms by part and kind, as {@link #name}. */
  static Map<String, Long> counts(Dataset<Row> examples) {
    Map<String, Long> counts = new TreeMap<>();
    for (Row row : examples.groupBy(SPLIT, LABEL).count().collectAsList()) {
      counts.put(name(Split.valueOf(row.getString(0)), row.getDouble(1) == 1), row.getLong(2));
    }
    return counts;
  }

  /** Forms by kind. */
  static Map<String, Long> kinds(Dataset<Row> examples) {
    Map<String, Long> counts = new TreeMap<>();
    for (Row row : examples.groupBy(LABEL).count().collectAsList()) {
      counts.put(row.getDouble(0) == 1 ? "non-codable" : "codable", row.getLong(1));
    }
    return counts;
  }

  static String name(Split split, boolean noncodable) {
    return split.name().toLowerCase(Locale.ROOT) + (noncodable ? " non-codable" : " codable");
  }

  static Dataset<Row> part(Dataset<Row> examples, Split split) {
    return examples.filter(functions.col(SPLIT).equalTo(split.name()));
  }

  /** The outcomes of a part, right for non-codable. */
  static Outcomes score(Dataset<Row> examples, Split split, TextModels texts) {
    return score(part(examples, split), texts);
  }

  /** The outcomes of all forms by their texts alone, right for non-codable. */
  static Outcomes score(Dataset<Row> examples, TextModels texts) {
    FlatMapFunction<Iterator<Row>, Outcomes.Counter> count =
        rows -> {
          NoncodableScorer scorer = NoncodableScorer.ofTexts(texts);
          Outcomes.Counter counted = new Outcomes.Counter();
          rows.forEachRemaining(
              row ->
                  counted.add(
                      scorer.score(CodedFormRows.formOf(row), null),
                      row.<Double>getAs(LABEL) == 1));
          return List.of(counted).iterator();
        };
    return examples.toJavaRDD().mapPartitions(count).treeReduce(Outcomes.Counter::merge).outcomes();
  }

  private record Preparation(NoncodableTarget target, long seed)
      implements MapFunction<Row, Row>, Serializable {
    @Override
    public Row call(Row form) {
      Form read = CodedFormRows.formOf(form);
      List<Object> cells =
          new ArrayList<>(
              Arrays.asList(
                  read.cabbi(),
                  Split.of(NEAR_COPIES.group(read), seed).name(),
                  target.of(read) ? 1.0 : 0.0));
      for (String input : NoncodableFeatures.INPUTS) {
        cells.add(form.getAs(input));
      }
      return RowFactory.create(cells.toArray());
    }
  }
}
