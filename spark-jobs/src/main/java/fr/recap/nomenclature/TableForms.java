package fr.recap.nomenclature;

import fr.recap.forms.CodedFormRows;
import fr.recap.forms.Form;
import fr.recap.metrics.Split;
import fr.recap.monitoring.Workplace;
import fr.recap.tables.Rp;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
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
 * Training forms of a table, split by a hash of what near copies share ({@link FormText#group}).
 */
final class TableForms extends TrainingForms {
  private static final String KEY = "key";
  private static final String STATE = "state";
  private static final String SPLIT = "split";
  private static final String LEAF = "leaf";
  private static final String DEPARTEMENT = "departement";

  private final Dataset<Row> prepared;
  private final List<String> textColumns;
  private final int leaves;
  private final boolean byGroup;
  private final int workers;

  private TableForms(
      Dataset<Row> prepared, List<String> textColumns, int leaves, boolean byGroup, int workers) {
    this.workers = workers;
    this.byGroup = byGroup;
    this.prepared = prepared;
    this.textColumns = List.copyOf(textColumns);
    this.leaves = leaves;
  }

  /**
   * Reads forms.
   *
   * @param forms with the columns of {@link TrainingColumns}
   * @param leafByCode positions of the leaves
   * @param byGroup whether near copies stay together, else each form goes by its key
   * @param workers tasks that train an encoder together
   */
  static TableForms read(
      Dataset<Row> forms,
      FormText form,
      String truth,
      Map<String, Integer> leafByCode,
      boolean byGroup,
      long seed,
      int workers) {
    StructType schema =
        new StructType()
            .add(KEY, DataTypes.DoubleType)
            .add(STATE, DataTypes.StringType)
            .add(SPLIT, DataTypes.StringType)
            .add(LEAF, DataTypes.IntegerType)
            .add(DEPARTEMENT, DataTypes.StringType);
    List<String> textColumns = new ArrayList<>();
    for (int field = 0; field < form.inputs().size(); field++) {
      textColumns.add("text" + field);
      schema = schema.add(textColumns.get(field), DataTypes.StringType);
    }
    Dataset<Row> prepared =
        forms
            .select(
                Stream.concat(
                        TrainingColumns.of(form, truth).stream(),
                        Arrays.stream(Workplace.present(forms)))
                    .distinct()
                    .map(functions::col)
                    .toArray(Column[]::new))
            .map(
                new Preparation(form, truth, new HashMap<>(leafByCode), byGroup, seed),
                Encoders.row(schema))
            .persist();
    TableForms read = new TableForms(prepared, textColumns, leafByCode.size(), byGroup, workers);
    prepared
        .groupBy(STATE)
        .count()
        .collectAsList()
        .forEach(row -> read.count(row.getString(0), row.getLong(1)));
    for (Split split : Split.values()) {
      Dataset<Row> part = read.used(split.name());
      read.put(split, read.part(part), split == Split.TRAIN ? List.of() : read.heldOut(part));
    }
    return read;
  }

  private Dataset<Row> used(Object... splits) {
    return prepared.filter(
        functions.col(STATE).equalTo(USED).and(functions.col(SPLIT).isin(splits)));
  }

  @Override
  EncodedForms encoded(Split... splits) {
    Object[] names = Arrays.stream(splits).map(Split::name).toArray();
    return EncodedForms.of(used(names), textColumns, LEAF, workers, EncodedForms.Bounds.DEFAULT);
  }

  @Override
  Optional<Part> sample(double share) {
    return Optional.of(
        share >= 1
            ? part(Split.TRAIN)
            : part(used(Split.TRAIN.name()).filter(functions.col(KEY).lt(share))));
  }

  @Override
  boolean byGroup() {
    return byGroup;
  }

  @Override
  public void close() {
    prepared.unpersist();
  }

  private Part part(Dataset<Row> forms) {
    List<LabelledTexts> byField = new ArrayList<>();
    for (String column : textColumns) {
      byField.add(wordings(forms.filter(functions.col(column).isNotNull()), column));
    }
    List<Double> ofLeaf = new ArrayList<>(Collections.nCopies(leaves, 0.0));
    forms
        .groupBy(LEAF)
        .count()
        .collectAsList()
        .forEach(row -> ofLeaf.set(row.getInt(0), (double) row.getLong(1)));
    return new Part(byField, ofLeaf);
  }

  private List<HeldOut> heldOut(Dataset<Row> forms) {
    List<HeldOut> held = new ArrayList<>();
    for (Row row : forms.orderBy(KEY).limit(HELD_OUT).collectAsList()) {
      List<String> cleaned = new ArrayList<>();
      for (String column : textColumns) {
        cleaned.add(row.getAs(column));
      }
      held.add(new HeldOut(cleaned, row.<Integer>getAs(LEAF), row.getAs(DEPARTEMENT)));
    }
    return held;
  }

  private static LabelledTexts wordings(Dataset<Row> forms, String column) {
    Dataset<Row> frequent =
        forms
            .groupBy(column)
            .count()
            .orderBy(functions.desc("count"), functions.asc(column))
            .limit(WORDINGS)
            .select(column);
    LabelledTexts texts = new LabelledTexts();
    forms
        .join(frequent, column)
        .groupBy(column, LEAF)
        .count()
        .collectAsList()
        .forEach(row -> texts.add(row.getString(0), row.getInt(1), (double) row.getLong(2)));
    return texts;
  }

  private record Preparation(
      FormText form, String truth, HashMap<String, Integer> leafByCode, boolean byGroup, long seed)
      implements MapFunction<Row, Row>, Serializable {
    @Override
    public Row call(Row row) {
      String key = row.getAs(Rp.CABBI);
      Form read = CodedFormRows.formOf(row);
      String[] texts = form.texts(read);
      String[] cleaned = NomenclatureCoder.clean(form, texts);
      String code = FormText.truth(truth, read);
      Integer leaf = code == null ? null : leafByCode.get(code);
      List<Object> cells = new ArrayList<>();
      cells.add(Split.uniform(key, ~seed));
      cells.add(state(texts[0], cleaned[0], code, leaf));
      cells.add(Split.of(byGroup ? form.group(read) : key, seed).name());
      cells.add(leaf);
      cells.add(Workplace.departement(row));
      cells.addAll(Arrays.asList((Object[]) cleaned));
      return RowFactory.create(cells.toArray());
    }

    private String state(String main, String cleaned, String code, Integer leaf) {
      if (cleaned == null) {
        return form.inputs().get(0) + (main == null ? " is empty" : " says nothing");
      }
      if (code == null) {
        return truth + " is empty";
      }
      return leaf == null ? truth + " is no code of a leaf" : USED;
    }
  }
}
