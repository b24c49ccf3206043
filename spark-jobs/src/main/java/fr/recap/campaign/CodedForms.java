package fr.recap.campaign;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;

import fr.recap.siret.FlatColumns;
import fr.recap.tables.BiTopk;
import fr.recap.tables.CodageAutoResults;
import fr.recap.tables.NomenclatureProjections;
import fr.recap.tables.Noncodable;
import fr.recap.tables.Rp;
import fr.recap.tables.RpOutput;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.types.DataTypes;
import scala.collection.JavaConverters;
import scala.collection.Seq;

/** Puts what the coders say of each form into the layouts of the users' tables. */
final class CodedForms {
  private static final UserDefinedFunction JSON =
      udf(
          (UDF2<Seq<String>, Seq<Double>, String>)
              (codes, scores) ->
                  codes == null
                      ? null
                      : PredictionsJson.of(
                          JavaConverters.seqAsJavaList(codes),
                          JavaConverters.seqAsJavaList(scores)),
          DataTypes.StringType);

  private CodedForms() {}

  /**
   * The rows of {@link CodageAutoResults}: one a form of {@code forms}.
   *
   * @param pcsField which of profs_c, profi_c, profa_c a form's profession fills
   */
  static Dataset<Row> results(
      Dataset<Row> forms,
      Dataset<Row> naf,
      Dataset<Row> pcs,
      Dataset<Row> noncodable,
      Dataset<Row> siret,
      Column pcsField) {
    return CodageAutoResults.TABLE.select(
        forms
            .select(col(Rp.CABBI), pcsField.as(CodageAutoResults.PCS_FIELD))
            .join(siretResults(siret), toSeq(Rp.CABBI), "left")
            .join(nomenclatureResults("naf", naf), toSeq(Rp.CABBI), "left")
            .join(nomenclatureResults("pcs", pcs), toSeq(Rp.CABBI), "left")
            .join(
                noncodable.select(
                    col(Rp.CABBI),
                    col(Noncodable.NON_CODABLE).as(CodageAutoResults.NON_CODABLE),
                    col(Noncodable.SCORE).as(CodageAutoResults.NON_CODABLE_SCORE)),
                toSeq(Rp.CABBI),
                "left")
            .withColumn(
                CodageAutoResults.NON_CODABLE_ERROR,
                when(
                    col(CodageAutoResults.NON_CODABLE_SCORE).isNull(),
                    concat(lit("not decided: "), col(CodageAutoResults.error("siret"))))));
  }

  private static Dataset<Row> nomenclatureResults(String name, Dataset<Row> projections) {
    return projections.select(
        col(Rp.CABBI),
        JSON.apply(filled(name, true), filled(name, false)).as(CodageAutoResults.predictions(name)),
        col(NomenclatureProjections.code(name, 0)).as(name),
        col(NomenclatureProjections.score(name, 0)).as(CodageAutoResults.score(name)),
        col(NomenclatureProjections.CODAGE_AUTO).as(CodageAutoResults.codageAuto(name)),
        col(NomenclatureProjections.CODAGE_AUTO_PROBA).as(CodageAutoResults.codageAutoProba(name)),
        col(CodageAutoResults.error(name)));
  }

  private static Dataset<Row> siretResults(Dataset<Row> siret) {
    Column codes = present(BiTopk.RANKS, i -> col(BiTopk.top(i + 1, BiTopk.SIRET)));
    Column scores = present(BiTopk.RANKS, i -> col(BiTopk.top(i + 1, BiTopk.SIMILARITE_FINAL)));
    String code = "siret";
    return siret.select(
        col(Rp.CABBI),
        JSON.apply(codes, scores).as(CodageAutoResults.predictions(code)),
        col(BiTopk.top(1, BiTopk.SIRET)).as(code),
        col(BiTopk.top(1, BiTopk.SIMILARITE_FINAL)).as(CodageAutoResults.score(code)),
        col(BiTopk.top(1, BiTopk.CODAGE_AUTO)).as(CodageAutoResults.codageAuto(code)),
        col(BiTopk.top(1, BiTopk.CODAGE_AUTO_PROBA)).as(CodageAutoResults.codageAutoProba(code)),
        col(FlatColumns.SIRET_ERROR).as(CodageAutoResults.error(code)),
        col(FlatColumns.SIRET_APET).as(CodageAutoResults.SIRET_APET),
        col(BiTopk.top(1, BiTopk.EXPLICATION)).as(CodageAutoResults.SIRET_EXPLICATION),
        col(BiTopk.SIREN),
        col(BiTopk.SIREN_CODAGE_AUTO),
        col(BiTopk.SIREN_CODAGE_AUTO_PROBA));
  }

  /**
   * The rows of {@link RpOutput}: the forms with the first prediction written into each that has
   * one; the indicators are 1 for what was coded automatically, else 0.
   */
  static Dataset<Row> output(Dataset<Row> forms, Dataset<Row> results) {
    Dataset<Row> said =
        results.select(
            col(Rp.CABBI),
            col("siret").as("said_siret"),
            col(CodageAutoResults.SIRET_APET).as("said_apet"),
            col("pcs").as("said_pcs"),
            col(CodageAutoResults.PCS_FIELD).as("said_field"),
            indicator(CodageAutoResults.codageAuto("siret")).as("auto_siret"),
            indicator(CodageAutoResults.codageAuto("pcs")).as("auto_pcs"));
    Dataset<Row> output =
        forms
            .join(said, toSeq(Rp.CABBI), "left")
            .withColumn(Rp.SIRETC, coalesce(col("said_siret"), col(Rp.SIRETC)))
            .withColumn(Rp.ACTET_C, coalesce(col("said_apet"), col(Rp.ACTET_C)))
            .withColumn(RpOutput.I_SIRET_C, col("auto_siret"))
            .withColumn(Rp.I_ACTET_C, col("auto_siret"));
    for (String field : new String[] {Rp.PROFS_C, Rp.PROFI_C, Rp.PROFA_C}) {
      Column here = coalesce(col("said_field"), lit("")).equalTo(field);
      output =
          output
              .withColumn(
                  field, when(here, coalesce(col("said_pcs"), col(field))).otherwise(col(field)))
              .withColumn("i_" + field, when(here, col("auto_pcs")).otherwise("0"));
    }
    return RpOutput.TABLE.select(output);
  }

  private static Column indicator(String flag) {
    return when(coalesce(col(flag), lit(false)), "1").otherwise("0");
  }

  private static Column filled(String name, boolean codes) {
    return present(
        NomenclatureProjections.RANKS,
        i ->
            codes
                ? col(NomenclatureProjections.code(name, i))
                : col(NomenclatureProjections.score(name, i)));
  }

  /** The array of a rank's columns, as long as there are values; null if there is none. */
  private static Column present(int ranks, java.util.function.IntFunction<Column> column) {
    Column all = array(IntStream.range(0, ranks).mapToObj(column).toArray(Column[]::new));
    Column values = filter(all, value -> value.isNotNull());
    return when(org.apache.spark.sql.functions.size(values).gt(0), values);
  }

  private static Seq<String> toSeq(String column) {
    return JavaConverters.asScalaBuffer(java.util.List.of(column)).toSeq();
  }
}
