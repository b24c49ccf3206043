package fr.recap.nomenclature;

import fr.recap.metrics.Split;
import fr.recap.tables.Rp;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Coded forms as the trainer needs them, in memory of the driver: texts to learn from only as
 * counts of (field, wording, code), held-out forms one by one up to a limit.
 */
final class TrainingForms implements AutoCloseable {
  /** Held-out forms of each part; about 1 % of error on a precision. */
  static final int HELD_OUT = 20_000;

  /**
   * Wordings of a field, the most frequent ones; about 100 bytes each on the driver and in the
   * model.
   */
  static final int WORDINGS = 300_000;

  private static final String KEY = "key";
  private static final String STATE = "state";
  private static final String SPLIT = "split";
  private static final String LEAF = "leaf";
  private static final String USED = "used";

  /** A form that is not learned from: its cleaned texts and the position of its leaf. */
  record HeldOut(List<String> texts, int leaf) {
    String[] cleaned() {
      return texts.toArray(String[]::new);
    }
  }

  private final Map<String, Long> counts = new TreeMap<>();
  private final Map<Split, List<LabelledTexts>> texts = new EnumMap<>(Split.class);
  private final Map<Split, List<HeldOut>> heldOut = new EnumMap<>(Split.class);
  private final Map<Split, double[]> leafCounts = new EnumMap<>(Split.class);

  /** Null where phrases stand for the forms. */
  private final Dataset<Row> prepared;

  /** Phrases that stand for forms, by part. */
  private final Map<Split, List<HeldOut>> phrases = new EnumMap<>(Split.class);

  private TrainingForms(Dataset<Row> prepared) {
    this.prepared = prepared;
  }

  /**
   * Phrases about single leaves in the place of forms, for a coder that no labelled form is known
   * for. They are split by themselves, and tell nothing of how frequent the leaves are.
   *
   * @param texts of the main field; those of several leaves are passed over
   * @param known texts that the coder learns in any case: none of them is held out
   * @param fields of a form
   * @param leaves their number
   */
  static TrainingForms ofPhrases(
      LabelledTexts texts, LabelledTexts known, int fields, int leaves, long seed) {
    TrainingForms read = new TrainingForms(null);
    for (Split split : Split.values()) {
      List<LabelledTexts> byField = new ArrayList<>();
      for (int field = 0; field < fields; field++) {
        byField.add(new LabelledTexts());
      }
      read.texts.put(split, byField);
      read.leafCounts.put(split, new double[leaves]);
      read.phrases.put(split, new ArrayList<>());
    }
    texts
        .byText()
        .forEach(
            (text, labels) -> {
              if (labels.size() == 1) {
                Split split = known.byText().containsKey(text) ? Split.TRAIN : Split.of(text, seed);
                String[] form = new String[fields];
                form[0] = text;
                int leaf = labels.firstKey();
                read.phrases.get(split).add(new HeldOut(Arrays.asList(form), leaf));
                read.texts.get(split).get(0).add(text, leaf, 1);
                read.counts.merge(USED, 1L, Long::sum);
              }
            });
    read.heldOut.putAll(read.phrases);
    read.heldOut.put(Split.TRAIN, List.of());
    return read;
  }

  /**
   * Reads forms.
   *
   * @param forms with cabbi, the columns of the inputs and of the truth
   * @param leafByCode positions of the leaves
   */
  static TrainingForms read(
      Dataset<Row> forms, FormText form, String truth, Map<String, Integer> leafByCode, long seed) {
    int fields = form.inputs().size();
    StructType schema =
        new StructType()
            .add(KEY, DataTypes.DoubleType)
            .add(STATE, DataTypes.StringType)
            .add(SPLIT, DataTypes.StringType)
            .add(LEAF, DataTypes.IntegerType);
    for (int field = 0; field < fields; field++) {
      schema = schema.add(text(field), DataTypes.StringType);
    }
    Set<String> columns = new LinkedHashSet<>(List.of(Rp.CABBI));
    columns.addAll(form.columns());
    columns.addAll(FormText.truthColumns(truth));
    Dataset<Row> prepared =
        forms
            .select(columns.stream().map(functions::col).toArray(Column[]::new))
            .map(
                new Preparation(form, truth, new HashMap<>(leafByCode), seed), Encoders.row(schema))
            .persist();
    TrainingForms read = new TrainingForms(prepared);
    prepared
        .groupBy(STATE)
        .count()
        .collectAsList()
        .forEach(row -> read.counts.put(row.getString(0), row.getLong(1)));
    for (Split split : Split.values()) {
      read.readPart(used(prepared), split, fields, leafByCode.size());
    }
    return read;
  }

  private static Dataset<Row> used(Dataset<Row> prepared) {
    return prepared.filter(functions.col(STATE).equalTo(USED));
  }

  /** Whole forms of some parts for an encoder; on Spark until {@link #close}. */
  EncodedForms encoded(int fields, Split... splits) {
    if (prepared == null) {
      return EncodedForms.of(
          Arrays.stream(splits).flatMap(split -> phrases.get(split).stream()).toList());
    }
    List<String> columns = new ArrayList<>();
    for (int field = 0; field < fields; field++) {
      columns.add(text(field));
    }
    Object[] names = Arrays.stream(splits).map(Split::name).toArray();
    return EncodedForms.of(used(prepared).filter(functions.col(SPLIT).isin(names)), columns, LEAF);
  }

  @Override
  public void close() {
    if (prepared != null) {
      prepared.unpersist();
    }
  }

  private void readPart(Dataset<Row> used, Split split, int fields, int leaves) {
    Dataset<Row> part = used.filter(functions.col(SPLIT).equalTo(split.name()));
    texts.put(split, wordingsByField(part, fields));
    leafCounts.put(split, leafCounts(part, leaves));
    List<HeldOut> forms = new ArrayList<>();
    if (split != Split.TRAIN) {
      for (Row row : part.orderBy(KEY).limit(HELD_OUT).collectAsList()) {
        List<String> cleaned = new ArrayList<>();
        for (int field = 0; field < fields; field++) {
          cleaned.add(row.getAs(text(field)));
        }
        forms.add(new HeldOut(cleaned, row.<Integer>getAs(LEAF)));
      }
    }
    heldOut.put(split, forms);
  }

  private static List<LabelledTexts> wordingsByField(Dataset<Row> part, int fields) {
    List<LabelledTexts> byField = new ArrayList<>();
    for (int field = 0; field < fields; field++) {
      byField.add(wordings(part.filter(functions.col(text(field)).isNotNull()), text(field)));
    }
    return byField;
  }

  private static double[] leafCounts(Dataset<Row> part, int leaves) {
    double[] ofLeaf = new double[leaves];
    part.groupBy(LEAF)
        .count()
        .collectAsList()
        .forEach(row -> ofLeaf[row.getInt(0)] = (double) row.getLong(1));
    return ofLeaf;
  }

  private static LabelledTexts wordings(Dataset<Row> part, String column) {
    Dataset<Row> frequent =
        part.groupBy(column)
            .count()
            .orderBy(functions.desc("count"), functions.asc(column))
            .limit(WORDINGS)
            .select(column);
    LabelledTexts texts = new LabelledTexts();
    part.join(frequent, column)
        .groupBy(column, LEAF)
        .count()
        .collectAsList()
        .forEach(row -> texts.add(row.getString(0), row.getInt(1), (double) row.getLong(2)));
    return texts;
  }

  /** Forms by what became of them: used, or the reason why not. */
  Map<String, Long> counts() {
    return counts;
  }

  /** Forms that can be learned from or measured on. */
  long used() {
    return counts.getOrDefault(USED, 0L);
  }

  /** Labelled texts of each field of some parts together. */
  List<LabelledTexts> texts(int fields, Split... splits) {
    List<LabelledTexts> all = new ArrayList<>();
    for (int field = 0; field < fields; field++) {
      LabelledTexts merged = new LabelledTexts();
      for (Split split : splits) {
        merged.addAll(texts.get(split).get(field));
      }
      all.add(merged);
    }
    return all;
  }

  /** Labelled texts of each field, and forms of each leaf, of a share of the forms to learn. */
  static final class Sample {
    private final List<LabelledTexts> texts;
    private final double[] leafCounts;

    private Sample(List<LabelledTexts> texts, double[] leafCounts) {
      this.texts = texts;
      this.leafCounts = leafCounts;
    }

    List<LabelledTexts> texts() {
      return texts;
    }

    /** Shared, not to be changed. */
    double[] leafCounts() {
      return leafCounts;
    }

    long forms() {
      return Math.round(Arrays.stream(leafCounts).sum());
    }
  }

  /** Whether there are forms that a {@link #sample} can be taken of. */
  boolean sampled() {
    return prepared != null;
  }

  /**
   * The same forms whatever their order, and a smaller share's among a larger one's.
   *
   * @param share in (0, 1]
   */
  Sample sample(double share, int fields) {
    if (share >= 1) {
      return new Sample(texts.get(Split.TRAIN), leafCounts.get(Split.TRAIN));
    }
    Dataset<Row> part =
        used(prepared)
            .filter(
                functions.col(SPLIT).equalTo(Split.TRAIN.name()).and(functions.col(KEY).lt(share)));
    return new Sample(
        wordingsByField(part, fields), leafCounts(part, leafCounts.get(Split.TRAIN).length));
  }

  /** Forms of each leaf in some parts together. */
  double[] leafCounts(Split... splits) {
    double[] sum = new double[leafCounts.get(Split.TRAIN).length];
    for (Split split : splits) {
      double[] part = leafCounts.get(split);
      for (int leaf = 0; leaf < sum.length; leaf++) {
        sum[leaf] += part[leaf];
      }
    }
    return sum;
  }

  List<HeldOut> heldOut(Split split) {
    return heldOut.get(split);
  }

  private static String text(int field) {
    return "text" + field;
  }

  private record Preparation(
      FormText form, String truth, HashMap<String, Integer> leafByCode, long seed)
      implements MapFunction<Row, Row>, Serializable {
    @Override
    public Row call(Row row) {
      String key = row.getAs(Rp.CABBI);
      String[] cleaned = NomenclatureCoder.clean(form, form.texts(row::getAs));
      String code = FormText.truth(truth, row::getAs);
      Integer leaf = code == null ? null : leafByCode.get(code);
      List<Object> cells = new ArrayList<>();
      cells.add(Split.uniform(key, ~seed));
      cells.add(state(cleaned[0], code, leaf));
      cells.add(Split.of(key, seed).name());
      cells.add(leaf);
      cells.addAll(Arrays.asList((Object[]) cleaned));
      return RowFactory.create(cells.toArray());
    }

    private String state(String main, String code, Integer leaf) {
      if (main == null) {
        return form.inputs().get(0) + " is empty";
      }
      if (code == null) {
        return truth + " is empty";
      }
      return leaf == null ? truth + " is no code of a leaf" : USED;
    }
  }
}
