package fr.recap.sql;

import fr.recap.udfs.sql.RecapExtensions;
import org.apache.spark.sql.SparkSessionExtensions;
import org.apache.spark.sql.catalyst.FunctionIdentifier;
import scala.Function1;
import scala.Tuple3;
import scala.runtime.BoxedUnit;

/**
 * Adds {@code recap_naf}, {@code recap_pcs} and {@code recap_code} to every session, and the
 * functions of {@link RecapExtensions}: {@code spark.sql.extensions=fr.recap.sql.CoderExtensions}.
 */
public final class CoderExtensions implements Function1<SparkSessionExtensions, BoxedUnit> {
  @Override
  public BoxedUnit apply(SparkSessionExtensions extensions) {
    new RecapExtensions().apply(extensions);
    for (CoderFunction function : CoderFunction.all()) {
      extensions.injectFunction(
          new Tuple3<>(new FunctionIdentifier(function.name()), function.info(), function::call));
    }
    return BoxedUnit.UNIT;
  }
}
