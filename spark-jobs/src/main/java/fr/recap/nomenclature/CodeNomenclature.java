package fr.recap.nomenclature;

import fr.recap.config.NomenclatureSettings;
import fr.recap.config.RefusedInputException;
import fr.recap.forms.CodedFormRows;
import fr.recap.forms.PartRows;
import fr.recap.forms.Prediction;
import fr.recap.forms.Projection;
import fr.recap.tables.NomenclatureProjections;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/** Codes forms to nomenclatures. */
public final class CodeNomenclature {
  private CodeNomenclature() {}

  /**
   * Adds the predictions of a nomenclature, lazily.
   *
   * @param flow rows of {@link CodedFormRows}, whose forms have the columns that the model reads
   * @throws RefusedInputException if the forms lack a column
   */
  public static Dataset<Row> transform(Dataset<Row> flow, NomenclatureCoding coding) {
    StructType form = (StructType) flow.schema().apply(CodedFormRows.FORM).dataType();
    List<String> present = Arrays.asList(form.fieldNames());
    for (String column : coding.columns()) {
      if (!present.contains(column)) {
        throw new RefusedInputException(
            "The forms lack the column %s, which the model %s reads; they have %s"
                .formatted(column, coding.model().version(), present));
      }
    }
    return CodedFormRows.with(
        flow,
        CodedFormRows.prediction(coding.nomenclature()),
        PartRows.PREDICTION,
        coded -> PartRows.of(coding.code(coded)));
  }

  /**
   * The rows of {@link NomenclatureProjections}: one a form.
   *
   * @param flow rows of {@link CodedFormRows} with the predictions of the nomenclature
   * @param version of the model that gave them
   */
  public static Dataset<Row> projections(
      Dataset<Row> flow, NomenclatureSettings settings, String version) {
    String name = settings.name();
    boolean withoutMainField = settings.withoutMainField();
    return CodedFormRows.table(
        flow,
        NomenclatureProjections.table(name).schema(),
        form -> row(form.cabbi(), form.prediction(name).told(withoutMainField), version),
        CodedFormRows.prediction(name));
  }

  private static Row row(String cabbi, Prediction prediction, String version) {
    int ranks = NomenclatureProjections.RANKS;
    Object[] cells = new Object[2 * ranks + 5];
    cells[0] = cabbi;
    cells[1] = doubles(prediction.projection());
    for (int rank = 0; rank < prediction.codes().size(); rank++) {
      cells[2 + rank] = prediction.codes().get(rank);
      cells[2 + ranks + rank] = prediction.scores().get(rank);
    }
    cells[2 + 2 * ranks] = prediction.automatic();
    cells[3 + 2 * ranks] = prediction.codes().isEmpty() ? null : prediction.probability();
    cells[4 + 2 * ranks] = version;
    return RowFactory.create(cells);
  }

  private static double[] doubles(Projection projection) {
    double[] doubles = new double[projection.size()];
    for (int i = 0; i < doubles.length; i++) {
      doubles[i] = projection.get(i);
    }
    return doubles.length == 0 ? null : doubles;
  }
}
