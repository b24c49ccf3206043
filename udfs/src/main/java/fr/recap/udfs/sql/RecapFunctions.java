package fr.recap.udfs.sql;

import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.analysis.FunctionRegistry;

/** Adds the functions to one session that runs already, as in a notebook. */
public final class RecapFunctions {

  private RecapFunctions() {}

  /** Registers every function as a temporary one; doing it again changes nothing. */
  public static void register(SparkSession spark) {
    FunctionRegistry registry = spark.sessionState().functionRegistry();
    for (SqlFunction function : SqlFunctions.all()) {
      registry.registerFunction(function.identifier(), function.info(), function::call);
    }
  }
}
