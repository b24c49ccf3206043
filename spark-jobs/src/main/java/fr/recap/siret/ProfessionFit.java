package fr.recap.siret;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.trim;

import fr.recap.forms.CodedFormRows;
import fr.recap.runtime.Kept;
import fr.recap.tables.Rp;
import fr.recap.tables.Sirus;
import fr.recap.udfs.codes.Naf;
import fr.recap.udfs.text.Words;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Learns from coded forms which activities the words of a profession come with. */
final class ProfessionFit {
  /** Words that are kept, the most frequent ones, and the forms that a word needs at least. */
  private static final int WORDS = 50_000;

  private static final int FORMS_OF_A_WORD = 3;

  private static final String SIRET = "siret";
  private static final String WORD = "word";
  private static final String DIVISION = "division";
  private static final String FORMS = "forms";

  private static final StructType PAIRS =
      new StructType()
          .add(WORD, DataTypes.StringType, false)
          .add(DIVISION, DataTypes.StringType, false);

  private ProfessionFit() {}

  /**
   * Counts words by division of the establishment's activity.
   *
   * @param forms coded ones, with the columns of {@link Rp#TABLE}
   * @param sample those of them that the ranking learns from, which are left out: it would trust
   *     too much in what it has seen
   * @param register with the columns of {@link Sirus#TABLE}
   */
  static ProfessionActivities fit(Dataset<Row> forms, Dataset<Row> sample, Dataset<Row> register) {
    FlatMapFunction<Row, Row> pairs = ProfessionFit::pairs;
    Dataset<Row> pairsCounted =
        forms
            .join(sample.select(Rp.CABBI), new String[] {Rp.CABBI}, "left_anti")
            .select(
                col(Rp.PROFS_X),
                col(Rp.PROFI_X),
                col(Rp.PROFA_X),
                trim(coalesce(col(Rp.SIRET_DEC), lit(""))).as(SIRET))
            .filter(col(SIRET).notEqual(""))
            .join(
                register.select(
                    concat(col(Sirus.SIRUS_ID), col(Sirus.NIC)).as(SIRET), col(Sirus.APET)),
                SIRET)
            .flatMap(pairs, Encoders.row(PAIRS))
            .groupBy(WORD, DIVISION)
            .agg(count(lit(1)).cast(DataTypes.IntegerType).as(FORMS));
    try (Kept kept = Kept.of(pairsCounted)) {
      Dataset<Row> counted = kept.rows();
      Map<String, Integer> divisions = new HashMap<>();
      Map<String, Map<String, Integer>> words = new HashMap<>();
      // A form counts once under the empty word.
      Dataset<Row> frequent =
          counted
              .groupBy(WORD)
              .agg(sum(FORMS).as("total"))
              .filter(col("total").geq(FORMS_OF_A_WORD))
              .orderBy(col("total").desc(), col(WORD))
              .limit(WORDS)
              .select(WORD);
      for (Row row : counted.join(frequent, WORD).collectAsList()) {
        String word = row.getString(0);
        (word.isEmpty() ? divisions : words.computeIfAbsent(word, each -> new HashMap<>()))
            .put(row.getString(1), row.getInt(2));
      }
      return new ProfessionActivities(new ProfessionActivities.Counts(divisions, words));
    }
  }

  private static Iterator<Row> pairs(Row form) {
    String division = Naf.division(Naf.normalize(Rows.text(form, Sirus.APET)));
    if (division == null) {
      return Collections.emptyIterator();
    }
    HashSet<String> words =
        new HashSet<>(Words.of(FormQuery.profession(CodedFormRows.formOf(form))));
    words.add("");
    return words.stream().map(word -> RowFactory.create(word, division)).iterator();
  }
}
