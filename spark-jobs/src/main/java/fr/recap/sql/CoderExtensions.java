package fr.recap.sql;

import fr.recap.config.RecapConfig;
import fr.recap.runtime.SessionSettings;
import fr.recap.udfs.sql.RecapExtensions;
import java.util.HashMap;
import java.util.Map;
import org.apache.spark.SparkContext;
import org.apache.spark.SparkContext$;
import org.apache.spark.sql.SparkSessionExtensions;
import org.apache.spark.sql.catalyst.FunctionIdentifier;
import scala.Function1;
import scala.Option;
import scala.Tuple2;
import scala.Tuple3;
import scala.runtime.BoxedUnit;

/**
 * Adds {@code recap_code} to every session, {@code recap_<name>} for each nomenclature of the
 * settings that Spark started with ({@link SessionSettings}), and the functions of {@link
 * RecapExtensions}: {@code spark.sql.extensions=fr.recap.sql.CoderExtensions}.
 */
public final class CoderExtensions implements Function1<SparkSessionExtensions, BoxedUnit> {
  @Override
  public BoxedUnit apply(SparkSessionExtensions extensions) {
    new RecapExtensions().apply(extensions);
    for (CoderFunction function : CoderFunction.of(settings())) {
      extensions.injectFunction(
          new Tuple3<>(new FunctionIdentifier(function.name()), function.info(), function::call));
    }
    return BoxedUnit.UNIT;
  }

  private static RecapConfig settings() {
    Option<SparkContext> running = SparkContext$.MODULE$.getActive();
    Map<String, String> spark = new HashMap<>();
    if (running.isDefined()) {
      for (Tuple2<String, String> setting : running.get().getConf().getAll()) {
        spark.put(setting._1, setting._2);
      }
    }
    return SessionSettings.of(spark).load();
  }
}
