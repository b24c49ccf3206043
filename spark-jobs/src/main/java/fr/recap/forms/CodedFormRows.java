package fr.recap.forms;

import fr.recap.tables.Table;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;
import scala.Option;

/**
 * {@link CodedForm}s as a Dataset: a struct column {@link #FORM} with the columns of the forms'
 * table, then one for each part that is known, in any order, with the types of {@link PartRows}. A
 * part that is null, or whose column is missing, is not known.
 */
public final class CodedFormRows {
  /** Column: the form as it stands in its table. */
  public static final String FORM = "form";

  /** Column: a {@link Location}. */
  public static final String LOCATION = "location";

  /** Column: an {@link ExactMatch}. */
  public static final String EXACT = "exact";

  /** Column: a {@link Match}. */
  public static final String MATCH = "match";

  /** Column: a {@link Detection}. */
  public static final String DETECTION = "detection";

  private static final String PREDICTION = "prediction_";

  private CodedFormRows() {}

  /** Column: the {@link Prediction} of a nomenclature. */
  public static String prediction(String nomenclature) {
    return PREDICTION + nomenclature;
  }

  /** Makes a part of a form, as a value of its column. */
  @FunctionalInterface
  public interface Part extends Serializable {
    Row of(CodedForm form);
  }

  /** Forms of which nothing else is known. */
  public static Dataset<Row> of(Dataset<Row> forms) {
    return forms.select(
        functions
            .struct(
                Arrays.stream(forms.columns()).map(name -> Table.at(name)).toArray(Column[]::new))
            .as(FORM));
  }

  /** A column of the forms' table. */
  public static Column form(String column) {
    return functions.col(FORM).getField(column);
  }

  /** The error of a part where it begins with a text, else null. */
  public static Column error(String part, String begin) {
    Column error = functions.col(part).getField("error");
    return functions.when(error.startsWith(begin), error);
  }

  /** The columns of the forms' table alone. */
  public static Dataset<Row> forms(Dataset<Row> flow) {
    return flow.select(FORM + ".*");
  }

  /**
   * Adds a part to each form, lazily; a column of that name must not be there.
   *
   * @param read parts that the function reads beside the form; the others are empty for it
   */
  public static Dataset<Row> with(
      Dataset<Row> flow, String column, StructType type, Part part, String... read) {
    return flow.withColumn(column, apply(part, type, read));
  }

  /**
   * Makes a row of a table of each form, lazily.
   *
   * @param read as those of {@link #with}
   */
  public static Dataset<Row> table(
      Dataset<Row> flow, StructType schema, Part part, String... read) {
    return table(flow, schema, part, List.of(), read);
  }

  /**
   * As {@link #table(Dataset, StructType, Part, String...)}, with columns of the flow behind.
   *
   * @param behind each with its name
   */
  public static Dataset<Row> table(
      Dataset<Row> flow, StructType schema, Part part, List<Column> behind, String... read) {
    String row = "row";
    List<Column> columns = new ArrayList<>(List.of(apply(part, schema, read).as(row)));
    columns.addAll(behind);
    Dataset<Row> made = flow.select(columns.toArray(Column[]::new));
    return made.select(
        Arrays.stream(made.columns())
            .map(name -> functions.col(name.equals(row) ? "row.*" : name))
            .toArray(Column[]::new));
  }

  /** Not deterministic for Spark, which else would call it again for each field that is read. */
  private static Column apply(Part part, StructType type, String... read) {
    List<Column> columns = new ArrayList<>(List.of(functions.col(FORM)));
    Arrays.stream(read).map(functions::col).forEach(columns::add);
    UDF1<Row, Row> function = row -> part.of(read(row));
    return functions
        .udf(function, type)
        .asNondeterministic()
        .apply(functions.struct(columns.toArray(Column[]::new)));
  }

  /**
   * A row with one more value. It has its schema, since Spark gives it to a function that follows
   * as it is.
   */
  public static Row append(Row row, Object value, StructType schema) {
    Object[] values = new Object[row.size() + 1];
    for (int i = 0; i < row.size(); i++) {
      values[i] = row.get(i);
    }
    values[row.size()] = value;
    return new GenericRowWithSchema(values, schema);
  }

  /** Reads a form with all parts that its row has. */
  public static CodedForm read(Row row) {
    Map<String, Prediction> predictions = new HashMap<>();
    Location location = Location.UNKNOWN;
    ExactMatch exact = null;
    Match match = null;
    Detection detection = null;
    String[] names = row.schema().fieldNames();
    for (int i = 0; i < names.length; i++) {
      if (row.isNullAt(i)) {
        continue;
      }
      switch (names[i]) {
        case LOCATION -> location = PartRows.location(row.getStruct(i));
        case EXACT -> exact = PartRows.exact(row.getStruct(i));
        case MATCH -> match = PartRows.match(row.getStruct(i));
        case DETECTION -> detection = PartRows.detection(row.getStruct(i));
        default -> {
          if (names[i].startsWith(PREDICTION)) {
            predictions.put(
                names[i].substring(PREDICTION.length()), PartRows.prediction(row.getStruct(i)));
          }
        }
      }
    }
    Row form = row.getStruct(row.fieldIndex(FORM));
    return new CodedForm(formOf(form), predictions, location, exact, match, detection);
  }

  /** A form out of a row with its columns, which it goes on reading; others are empty. */
  public static Form formOf(Row columns) {
    StructType schema = columns.schema();
    return Form.of(
        name -> {
          Option<Object> at = schema.getFieldIndex(name);
          Object value = at.isEmpty() ? null : columns.get((Integer) at.get());
          return value == null ? null : value.toString();
        });
  }
}
