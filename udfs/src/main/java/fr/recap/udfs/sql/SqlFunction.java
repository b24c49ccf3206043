package fr.recap.udfs.sql;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.catalyst.FunctionIdentifier;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.ExpressionInfo;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.errors.QueryCompilationErrors;
import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.sql.types.AbstractDataType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import scala.collection.JavaConverters;
import scala.collection.Seq;

/**
 * One function of Spark SQL.
 *
 * @param name its name in SQL
 * @param method the static method of {@link SqlMethods} that computes it
 * @param inputs types of its arguments
 * @param output type of its result
 * @param usage what {@code DESCRIBE FUNCTION} says; {@code _FUNC_} stands for the name
 * @param arguments a line an argument
 * @param example a call and its result
 * @param settings of the session whose values the method gets as texts behind its arguments
 */
record SqlFunction(
    String name,
    String method,
    List<DataType> inputs,
    DataType output,
    String usage,
    List<String> arguments,
    Example example,
    List<Setting> settings) {

  private static final String SINCE = "0.1.0";

  /**
   * A call and what Spark prints for it.
   *
   * @param call the text between SELECT and the semicolon
   * @param result the value
   */
  record Example(String call, String result) {}

  /**
   * A setting of the session that a function reads when a query is analysed.
   *
   * @param key such as {@code spark.recap.fasttext.engine}
   * @param fallback its value if it is not set; empty if it must be set
   * @param remedy what to set it to
   */
  record Setting(String key, String fallback, String remedy) {}

  SqlFunction(
      String name,
      String method,
      List<DataType> inputs,
      DataType output,
      String usage,
      List<String> arguments,
      Example example) {
    this(name, method, inputs, output, usage, arguments, example, List.of());
  }

  FunctionIdentifier identifier() {
    return new FunctionIdentifier(name);
  }

  ExpressionInfo info() {
    return new ExpressionInfo(
        SqlMethods.class.getName(),
        null,
        name,
        usage,
        argumentsText(),
        "\n    Examples:\n      > SELECT "
            + example.call()
            + ";\n       "
            + example.result()
            + "\n  ",
        "",
        "misc_funcs",
        SINCE,
        "",
        "java_udf");
  }

  /** The call of the function as an expression; its types are checked when it is analysed. */
  Expression call(Seq<Expression> children) {
    if (children.size() != inputs.size()) {
      throw unchecked(
          QueryCompilationErrors.wrongNumArgsError(
              name,
              JavaConverters.asScalaBuffer(List.<Object>of(inputs.size())),
              children.size(),
              QueryCompilationErrors.wrongNumArgsError$default$4(),
              QueryCompilationErrors.wrongNumArgsError$default$5(),
              QueryCompilationErrors.wrongNumArgsError$default$6()));
    }
    List<Expression> all = new ArrayList<>(JavaConverters.seqAsJavaList(children));
    List<AbstractDataType> types = new ArrayList<>(inputs);
    for (Setting setting : settings) {
      all.add(Literal.create(value(setting), DataTypes.StringType));
      types.add(DataTypes.StringType);
    }
    return new NamedStaticInvoke(
        name,
        inputs.size(),
        method,
        output,
        JavaConverters.asScalaBuffer(all),
        JavaConverters.asScalaBuffer(types));
  }

  private String value(Setting setting) {
    String value = SQLConf.get().getConfString(setting.key(), setting.fallback());
    if (value.isBlank()) {
      throw new IllegalArgumentException(
          "%s needs the setting %s: %s".formatted(name, setting.key(), setting.remedy()));
    }
    return value;
  }

  private String argumentsText() {
    StringBuilder text = new StringBuilder("\n    Arguments:\n");
    arguments.forEach(line -> text.append("      * ").append(line).append('\n'));
    return text.append("  ").toString();
  }

  /**
   * Spark's errors of analysis are checked for javac, while its builders of expressions throw them.
   */
  @SuppressWarnings("unchecked")
  private static <E extends Throwable> RuntimeException unchecked(Throwable error) throws E {
    throw (E) error;
  }
}
