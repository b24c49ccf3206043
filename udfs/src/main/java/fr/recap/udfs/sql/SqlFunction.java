package fr.recap.udfs.sql;

import java.util.List;
import org.apache.spark.sql.catalyst.FunctionIdentifier;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.ExpressionInfo;
import org.apache.spark.sql.errors.QueryCompilationErrors;
import org.apache.spark.sql.types.AbstractDataType;
import org.apache.spark.sql.types.DataType;
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
 */
record SqlFunction(
    String name,
    String method,
    List<DataType> inputs,
    DataType output,
    String usage,
    List<String> arguments,
    Example example) {

  private static final String SINCE = "0.1.0";

  /**
   * A call and what Spark prints for it.
   *
   * @param call the text between SELECT and the semicolon
   * @param result the value
   */
  record Example(String call, String result) {}

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
    return new NamedStaticInvoke(
        name,
        method,
        output,
        children,
        JavaConverters.asScalaBuffer(List.<AbstractDataType>copyOf(inputs)));
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
