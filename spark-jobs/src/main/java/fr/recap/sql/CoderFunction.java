package fr.recap.sql;

import fr.recap.config.ConfigException;
import fr.recap.forms.Prediction;
import fr.recap.models.ModelRef;
import fr.recap.nomenclature.NomenclatureCoder;
import fr.recap.runtime.SessionSettings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.api.java.UDF1;
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
 * @param example for {@code DESCRIBE FUNCTION}
 */
record CoderFunction(String name, Optional<String> nomenclature, Example example) {
  /**
   * A call, and the code that a campaign's model gives.
   *
   * @param call the text between SELECT and the semicolon
   */
  record Example(String call, String code) {}

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

  /** The inputs of recap.conf, whose first one is the main one. */
  private static final Map<String, String> INPUTS =
      Map.of(
          "recap_naf", " (by default activity, employer, profession)",
          "recap_pcs", " (by default profession, employer, activity)");

  private static final String NEEDS =
      "\n    Note:\n      The settings are those of the files in "
          + SessionSettings.FILES
          + " (commas between them) and of "
          + SessionSettings.SET
          + "<key>.\n  ";

  static List<CoderFunction> all() {
    return List.of(
        new CoderFunction(
            "recap_naf",
            Optional.of("naf"),
            new Example("recap_naf('boulangerie', 'SARL DUPONT').code", "1071C")),
        new CoderFunction(
            "recap_pcs",
            Optional.of("pcs"),
            new Example("recap_pcs('infirmiere', 'CHU').code", "431f")),
        new CoderFunction(
            "recap_code",
            Optional.empty(),
            new Example("recap_code('naf', 'boulangerie').code", "1071C")));
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
            + INPUTS.getOrDefault(name, "")
            + "; those left out count as empty\n  ";
    return new ExpressionInfo(
        CoderFunction.class.getName(),
        null,
        name,
        usage,
        arguments,
        "\n    Examples:\n      > SELECT %s;\n       %s\n  "
            .formatted(example.call(), example.code()),
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
          "The first argument of %s must be the name of a nomenclature, such as 'naf', cannot be: %s"
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
      String text = form.getString(i);
      texts[i] = text == null || text.isBlank() ? null : text;
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
