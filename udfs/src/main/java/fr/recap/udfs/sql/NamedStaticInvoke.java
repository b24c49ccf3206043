package fr.recap.udfs.sql;

import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.objects.StaticInvoke;
import org.apache.spark.sql.types.AbstractDataType;
import org.apache.spark.sql.types.DataType;
import scala.collection.IndexedSeq;
import scala.collection.JavaConverters;
import scala.collection.Seq;

/**
 * A call of one of {@link SqlMethods} that goes under its SQL name in plans and as a column's name.
 * Spark generates the call into its code, without the conversions of a UDF.
 */
final class NamedStaticInvoke extends StaticInvoke {

  private static final long serialVersionUID = 1L;

  private final String sqlName;
  private final int shown;

  /**
   * A call.
   *
   * @param shown how many arguments the user gave; settings follow them and are not shown
   */
  NamedStaticInvoke(
      String sqlName,
      int shown,
      String method,
      DataType output,
      Seq<Expression> arguments,
      Seq<AbstractDataType> inputTypes) {
    super(SqlMethods.class, output, method, arguments, inputTypes, true, true, true);
    this.sqlName = sqlName;
    this.shown = shown;
  }

  @Override
  public Expression withNewChildrenInternal(IndexedSeq<Expression> children) {
    return new NamedStaticInvoke(
        sqlName, shown, functionName(), dataType(), children, inputTypes());
  }

  @Override
  public String prettyName() {
    return sqlName;
  }

  @Override
  public String toString() {
    return sqlName
        + "("
        + String.join(
            ", ",
            JavaConverters.seqAsJavaList(arguments()).stream()
                .limit(shown)
                .map(Expression::toString)
                .toList())
        + ")";
  }
}
