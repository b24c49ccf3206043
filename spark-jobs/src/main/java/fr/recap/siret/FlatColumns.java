package fr.recap.siret;

import fr.recap.forms.CodedFormRows;
import fr.recap.forms.Match;
import fr.recap.forms.MatchedEstablishment;
import fr.recap.forms.PartRows;
import fr.recap.tables.BiTopk;
import fr.recap.tables.NomenclatureProjections;
import fr.recap.tables.Rp;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;

/**
 * The one bridge between flat columns, by which coders of nomenclatures and the non-codable
 * detection still speak, and the typed flow. It goes when they speak of typed forms.
 */
public final class FlatColumns {
  /** Column: why the form has no establishment; null if it has one. */
  public static final String SIRET_ERROR = "siret_error";

  /** Column: activity of the first establishment. */
  public static final String SIRET_APET = "siret_apet";

  private FlatColumns() {}

  /**
   * Forms with the prediction of a nomenclature.
   *
   * @param forms with the columns of {@link Rp#TABLE}
   * @param projections with the columns of {@link NomenclatureProjections#table}
   */
  public static Dataset<Row> flow(
      Dataset<Row> forms, Dataset<Row> projections, String nomenclature) {
    String key = "predicted_cabbi";
    Column prediction =
        functions
            .struct(
                functions.lit(null).cast(DataTypes.StringType).as("error"),
                functions.lit(false).as("by_other_fields"),
                ranks(rank -> NomenclatureProjections.code(nomenclature, rank)).as("codes"),
                ranks(rank -> NomenclatureProjections.score(nomenclature, rank)).as("scores"),
                functions
                    .coalesce(
                        functions.col(NomenclatureProjections.CODAGE_AUTO), functions.lit(false))
                    .as("automatic"),
                functions
                    .coalesce(
                        functions.col(NomenclatureProjections.CODAGE_AUTO_PROBA),
                        functions.lit(0.0))
                    .as("probability"),
                functions
                    .array()
                    .cast(DataTypes.createArrayType(DataTypes.FloatType))
                    .as("projection"))
            .cast(PartRows.PREDICTION);
    Dataset<Row> predicted =
        projections.select(
            functions.col(Rp.CABBI).as(key), prediction.as(CodedFormRows.prediction(nomenclature)));
    return CodedFormRows.of(Rp.TABLE.select(forms))
        .join(predicted, CodedFormRows.form(Rp.CABBI).equalTo(functions.col(key)), "left")
        .drop(key);
  }

  /** The columns of the users' table, then {@link #SIRET_ERROR} and {@link #SIRET_APET}. */
  public static Dataset<Row> matched(Dataset<Row> flow) {
    Column match = functions.col(CodedFormRows.MATCH);
    List<Column> columns = new ArrayList<>(MatchRows.columns());
    columns.add(match.getField("error").as(SIRET_ERROR));
    columns.add(
        functions.get(match.getField("ranked"), functions.lit(0)).getField("apet").as(SIRET_APET));
    return flow.select(columns.toArray(Column[]::new));
  }

  /** The values of the columns of {@link #matched} that a match fills, by column. */
  public static Map<String, Object> of(Match match) {
    Map<String, Object> values = new HashMap<>();
    for (int i = 0; i < match.ranked().size(); i++) {
      MatchedEstablishment one = match.ranked().get(i);
      values.put(BiTopk.top(i + 1, BiTopk.SIRET), one.siret());
      values.put(BiTopk.top(i + 1, BiTopk.SIMILARITE_FINAL), one.score());
      values.put(BiTopk.top(i + 1, BiTopk.SIMILARITE), one.similarity());
      values.put(BiTopk.top(i + 1, BiTopk.NB_FOIS_TROUVE), one.timesFound());
      values.put(BiTopk.top(i + 1, BiTopk.PROBA), one.probability());
    }
    values.put(BiTopk.top(1, BiTopk.CODAGE_AUTO_PROBA), match.establishment().probability());
    values.put(BiTopk.SIREN_CODAGE_AUTO_PROBA, match.unit().probability());
    values.put(SIRET_ERROR, match.error());
    return values;
  }

  /** The filled ranks as an array. */
  private static Column ranks(IntFunction<String> column) {
    return functions.array_compact(
        functions.array(
            IntStream.range(0, NomenclatureProjections.RANKS)
                .mapToObj(rank -> functions.col(column.apply(rank)))
                .toArray(Column[]::new)));
  }
}
