package fr.recap.register;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.sort_array;
import static org.apache.spark.sql.functions.struct;

import fr.recap.indexing.ExactKeys;
import fr.recap.indexing.KeyedRows;
import fr.recap.tables.Rp;
import fr.recap.udfs.address.Departements;
import fr.recap.udfs.address.Streets;
import fr.recap.udfs.codes.Identifier;
import fr.recap.udfs.text.TextCleaner;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import scala.Option;

/** Earlier forms by what they say and where they led, and the documents of these wordings. */
final class WordingRows {
  private static final String FORM = "form";
  private static final String FORMS = "forms";
  private static final String SLOT = "slot";

  private static final StructType SAID =
      new StructType()
          .add(IndexFields.SIRET, DataTypes.StringType, false)
          .add(IndexFields.NAME, DataTypes.StringType, false)
          .add(IndexFields.COMMUNE, DataTypes.StringType, false)
          .add(FORM, DataTypes.LongType, false)
          .add(IndexFields.TOWN, DataTypes.StringType, false)
          .add(IndexFields.STREET, DataTypes.StringType, false)
          .add(IndexFields.ACTIVITY, DataTypes.StringType, false);

  /** Columns of forms that are read; a table of them need not have all. */
  static final List<String> COLUMNS =
      List.of(
          Rp.CABBI,
          Rp.I_REPRISE_ACT,
          Rp.SIRET_DEC,
          Rp.SIRETM,
          Rp.SIRETC,
          Rp.RS_X,
          Rp.CLT_C_C,
          Rp.CLT_X,
          Rp.TYPEVOI_X,
          Rp.NOMVOI_X,
          Rp.ACTET_X);

  private WordingRows() {}

  /**
   * What forms say that led to an establishment.
   *
   * @param keyed forms as {@link KeyedRows#read} gives them
   * @param sirets what the SIRET of a form must be to count
   * @param trustsSiretc whether the previous coder's counts where there is no other
   */
  static Dataset<Row> said(Dataset<Row> keyed, Identifier sirets, boolean trustsSiretc) {
    FlatMapFunction<Row, Row> said = row -> said(row, sirets, trustsSiretc).iterator();
    return keyed.flatMap(said, Encoders.row(SAID));
  }

  /** No form. */
  static Dataset<Row> none(SparkSession spark) {
    return spark.createDataFrame(List.of(), SAID);
  }

  /**
   * One row a wording, in order of where they led.
   *
   * @param ranges of SIRETs, a partition each
   */
  static Dataset<Row> grouped(Dataset<Row> said, SiretRanges ranges) {
    UDF1<String, Integer> slot = siret -> ranges.slot(Long.parseLong(siret));
    Dataset<Row> spread =
        ranges.spread(
            said.withColumn(
                SLOT, functions.udf(slot, DataTypes.IntegerType).apply(col(IndexFields.SIRET))),
            SLOT);
    // All of a wording are in one partition already, which the slot tells Spark.
    return spread
        .groupBy(SLOT, IndexFields.SIRET, IndexFields.NAME, IndexFields.COMMUNE)
        .agg(
            sort_array(
                    collect_list(
                        struct(
                            col(FORM),
                            col(IndexFields.TOWN),
                            col(IndexFields.STREET),
                            col(IndexFields.ACTIVITY))))
                .as(FORMS))
        .sortWithinPartitions(IndexFields.SIRET, IndexFields.NAME, IndexFields.COMMUNE);
  }

  private static List<Row> said(Row keyed, Identifier sirets, boolean trustsSiretc) {
    String cabbi = keyed.getAs(KeyedRows.ID);
    if (cabbi == null || keyed.<Integer>getAs(KeyedRows.RANK) > 1) {
      return List.of();
    }
    Row row = keyed.getAs(KeyedRows.ROW);
    return said(cabbi, column -> text(row, column), sirets, trustsSiretc)
        .map(List::of)
        .orElse(List.of());
  }

  /** The text of a column without blanks around it; empty where the row has none. */
  private static String text(Row row, String column) {
    Option<Object> index = row.schema().getFieldIndex(column);
    return index.isEmpty() ? "" : Objects.toString(row.get((Integer) index.get()), "").strip();
  }

  private static Optional<Row> said(
      String cabbi, UnaryOperator<String> text, Identifier sirets, boolean trustsSiretc) {
    String siret = ExactKeys.checkedSiret(text, sirets);
    if (siret.isEmpty() && trustsSiretc) {
      siret = Objects.requireNonNullElse(sirets.clean(text.apply(Rp.SIRETC)), "");
    }
    if (siret.isEmpty()) {
      return Optional.empty();
    }
    Object[] values = {
      siret,
      TextCleaner.forNames().clean(text.apply(Rp.RS_X)),
      text.apply(Rp.CLT_C_C),
      EarlierWording.hash(cabbi),
      String.join(" ", NameWords.ofTown(text.apply(Rp.CLT_X))),
      String.join(
          " ",
          NameWords.ofText(Streets.normalize(text.apply(Rp.TYPEVOI_X), text.apply(Rp.NOMVOI_X)))),
      String.join(" ", NameWords.stems(TextCleaner.unstemmed().tokens(text.apply(Rp.ACTET_X))))
    };
    return Optional.of(new GenericRowWithSchema(values, SAID));
  }

  /**
   * The document of what one form says.
   *
   * @param text gives the text of a column of the form, empty without one
   * @param sirets what its SIRET must be to count
   * @return empty if it leads nowhere
   */
  static Optional<Document> document(String cabbi, UnaryOperator<String> text, Identifier sirets) {
    return said(cabbi, text, sirets, false)
        .map(
            form ->
                document(
                    form.getAs(IndexFields.SIRET),
                    form.getAs(IndexFields.NAME),
                    form.getAs(IndexFields.COMMUNE),
                    List.of(form)));
  }

  /** The documents of wordings. */
  static Iterator<Document> documents(Iterator<Row> wordings) {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return wordings.hasNext();
      }

      @Override
      public Document next() {
        return document(wordings.next());
      }
    };
  }

  private static Document document(Row wording) {
    return document(
        wording.getAs(IndexFields.SIRET),
        wording.getAs(IndexFields.NAME),
        wording.getAs(IndexFields.COMMUNE),
        wording.getList(wording.fieldIndex(FORMS)));
  }

  private static Document document(String siret, String name, String commune, List<Row> forms) {
    List<Long> hashes = forms.stream().map(form -> form.<Long>getAs(FORM)).sorted().toList();
    EarlierWording earlier = new EarlierWording(siret, name, commune, hashes);
    Document document = new Document();
    document.add(new BinaryDocValuesField(IndexFields.CONTENT, earlier.write()));
    Set<String> words = NameWords.ofNames(List.of(name));
    document.add(IndexFields.words(IndexFields.NAME, words));
    document.add(IndexFields.words(IndexFields.STEM, NameWords.stems(words)));
    for (String field : List.of(IndexFields.TOWN, IndexFields.STREET, IndexFields.ACTIVITY)) {
      document.add(IndexFields.words(field, shared(forms, field)));
    }
    String key = ExactKeys.of(name, commune);
    if (key != null) {
      IndexFields.addTerm(document, IndexFields.EXACT, key);
    }
    if (!commune.isEmpty()) {
      IndexFields.addTerm(document, IndexFields.COMMUNE, commune);
      String departement = Departements.ofCommune(commune);
      if (departement != null) {
        IndexFields.addTerm(document, IndexFields.DEPARTEMENT, departement);
      }
    }
    return document;
  }

  /**
   * The words that two forms have in common, or those of the only one: what one of several says
   * alone would find it again by itself, while it teaches.
   */
  static List<String> shared(List<Row> forms, String field) {
    Map<String, Integer> times = new TreeMap<>();
    for (Row form : forms) {
      String said = form.getAs(field);
      new HashSet<>(Arrays.asList(said.split(" ", -1)))
          .forEach(word -> times.merge(word, 1, Integer::sum));
    }
    times.remove("");
    if (forms.size() > 1) {
      times.values().removeIf(count -> count < 2);
    }
    return new ArrayList<>(times.keySet());
  }
}
