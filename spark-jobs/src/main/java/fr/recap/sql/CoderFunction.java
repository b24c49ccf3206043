package fr.recap.sql;

import fr.recap.config.ConfigException;
import fr.recap.config.NomenclatureSettings;
import fr.recap.config.RecapConfig;
import fr.recap.forms.Prediction;
import fr.recap.models.ModelRef;
import fr.recap.nomenclature.NomenclatureCoder;
import fr.recap.runtime.SessionSettings;
import fr.recap.udfs.text.Blanks;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.catalyst.FunctionIdentifier;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.ExpressionInfo;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import scala.collection.JavaConverters;
import scala.collection.Seq;

/**
 * A function that codes the texts of a form by a published coder.
 *
 * @param name in SQL
 * @param nomenclature that it codes to; empty if its first argument says so
 * @param inputs of the nomenclature's forms, as text; empty if the settings tell
 */
record CoderFunction(String name, Optional<String> nomenclature, String inputs) {
  private static final String PREFIX = "recap_";

  /** What it gives. */
  static final StructType RESULT =
      new StructType()
          .add("code", DataTypes.StringType)
          .add("probability", DataTypes.DoubleType)
          .add("automatic", DataTypes.BooleanType)
          .add("error", DataTypes.StringType);

  private static final String RETURNS =
      "a struct of code (the most probable), probability (that it is right), automatic (whether it is"
          + " sure enough to be kept without a clerk) and error (why there is no code)";

  private static final String NEEDS =
      "\n    Note:\n      The settings are those of the files in "
          + SessionSettings.FILES
          + " (commas between them) and of "
          + SessionSettings.SET
          + "<key>.\n  ";

  /** One for each nomenclature of the settings, and {@code recap_code} for any. */
  static List<CoderFunction> of(RecapConfig config) {
    List<CoderFunction> functions = new ArrayList<>();
    config.nomenclatures().values().stream()
        .sorted(Comparator.comparing(NomenclatureSettings::name))
        .forEach(
            settings ->
                functions.add(
                    new CoderFunction(
                        PREFIX + settings.name(),
                        Optional.of(settings.name()),
                        " (by the settings %s)".formatted(String.join(", ", settings.inputs())))));
    functions.add(new CoderFunction(PREFIX + "code", Optional.empty(), ""));
    return functions;
  }

  /** Adds to a session that runs those of the nomenclatures of its settings that it lacks. */
  static void addMissing(SparkSession spark) {
    for (CoderFunction function : of(SessionSettings.of(spark).load())) {
      if (!spark.catalog().functionExists(function.name())) {
        spark
            .sessionState()
            .functionRegistry()
            .registerFunction(
                new FunctionIdentifier(function.name()), function.info(), function::call);
      }
    }
  }

  ExpressionInfo info() {
    String first = nomenclature.isPresent() ? "" : "nomenclature, ";
    String usage =
        "_FUNC_(%stext, ...) - Codes a form by the published model%s: %s."
            .formatted(
                first, nomenclature.map(n -> " of the nomenclature " + n).orElse(""), RETURNS);
    String arguments =
        "\n    Arguments:\n"
            + (first.isEmpty()
                ? ""
                : "      * nomenclature - its name in the settings, as a text\n")
            + "      * text, ... - columns in the order of the nomenclature's inputs, the main one first"
            + inputs
            + "; those left out count as empty\n  ";
    return new ExpressionInfo(
        CoderFunction.class.getName(),
        null,
        name,
        usage,
        arguments,
        "\n    Examples:\n      > SELECT %s(%s'boulangerie').code;\n       the most probable code, such as 1071C\n  "
            .formatted(name, nomenclature.isPresent() ? "" : "'naf', "),
        NEEDS,
        "misc_funcs",
        "0.1.0",
        "",
        "java_udf");
  }

  /** The call as an expression; the model is chosen here, on the driver. */
  Expression call(Seq<Expression> children) {
    List<Expression> arguments = JavaConverters.seqAsJavaList(children);
    int texts = nomenclature.isPresent() ? 0 : 1;
    if (arguments.size() <= texts) {
      throw new ConfigException(
          "%s needs %sat least one text; DESCRIBE FUNCTION EXTENDED %s tells more"
              .formatted(name, texts == 0 ? "" : "a nomenclature and ", name));
    }
    ModelRef model = SessionModels.of(nomenclature.orElseGet(() -> literal(arguments.get(0))));
    Column[] columns =
        arguments.subList(texts, arguments.size()).stream()
            .map(argument -> new Column(argument).cast(DataTypes.StringType))
            .toArray(Column[]::new);
    String called = name;
    UDF1<Row, Row> code = form -> code(called, model, form);
    return functions.udf(code, RESULT).withName(name).apply(functions.struct(columns)).expr();
  }

  private String literal(Expression argument) {
    Object value = argument.foldable() ? argument.eval(null) : null;
    if (value == null) {
      throw new ConfigException(
          "The first argument of %s must be the name of a nomenclature, cannot be: %s"
              .formatted(name, argument.sql()));
    }
    return value.toString();
  }

  private static Row code(String name, ModelRef model, Row form) {
    NomenclatureCoder coder = NomenclatureCoder.of(model);
    int inputs = coder.inputs().size();
    if (form.size() > inputs) {
      throw new ConfigException(
          "%s was given %d texts; %s reads %s".formatted(name, form.size(), model, coder.inputs()));
    }
    String[] texts = new String[inputs];
    for (int i = 0; i < form.size(); i++) {
      texts[i] = Blanks.strip(form.getString(i));
    }
    Prediction prediction = coder.predictTexts(texts);
    boolean coded = !prediction.codes().isEmpty();
    return RowFactory.create(
        coded ? prediction.codes().get(0) : null,
        coded ? prediction.probability() : null,
        prediction.automatic(),
        prediction.error());
  }
}
