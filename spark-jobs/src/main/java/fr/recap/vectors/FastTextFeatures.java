package fr.recap.vectors;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.param.DoubleArrayParam;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.param.ParamValidators;
import org.apache.spark.ml.param.StringArrayParam;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.DefaultParamsWritable;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import scala.collection.JavaConverters;
import scala.collection.Seq;

/**
 * Text columns to one vector: field by field the mean of the words' fastText vectors, then for each
 * field 1 if it had text, else 0. A missing or blank text gives zeros.
 *
 * <p>With f fields and d dimensions the vector has {@code f * d + f} values. The vectors are named
 * by {@link #setVectors}: a published version, or an absolute path on every machine. Pipelines save
 * the name alone; {@link VectorsSource} tells how it is found again.
 */
public final class FastTextFeatures extends Transformer implements DefaultParamsWritable {
  private static final long serialVersionUID = 1L;

  /** The value of weighting that weighs all words alike. */
  public static final String MEAN = "mean";

  /** The value of weighting that weighs words by their inverse document frequency. */
  public static final String IDF = "idf";

  private final String uid;
  private final StringArrayParam inputCols;
  private final Param<String> outputCol;
  private final Param<String> vectors;
  private final Param<String> textForm;
  private final Param<String> weighting;
  private final StringArrayParam idfWords;
  private final DoubleArrayParam idfWeights;
  private final DoubleParam idfOthers;

  /** What {@link #setVectors(PublishedVectors)} was given; null to look for the name. */
  private VectorsSource source;

  /** Features with a name of their own. */
  public FastTextFeatures() {
    this(Identifiable$.MODULE$.randomUID("fasttext"));
  }

  /** Features with a given name, as a pipeline that is loaded makes them. */
  public FastTextFeatures(String uid) {
    this.uid = uid;
    // Only now: a parameter asks its owner for the name when it is made.
    inputCols =
        new StringArrayParam(this, "inputCols", "text columns, in the order of their vectors");
    outputCol = new Param<>(this, "outputCol", "column of the vector");
    vectors = new Param<>(this, "vectors", "published version of the vectors, or an absolute path");
    textForm = new Param<>(this, "textForm", "what is done to texts first: raw, lower, normalized");
    weighting =
        new Param<>(
            this,
            "weighting",
            "weights of words: mean (all alike) or idf",
            ParamValidators.inArray(new String[] {MEAN, IDF}));
    idfWords = new StringArrayParam(this, "idfWords", "words whose weights are known");
    idfWeights = new DoubleArrayParam(this, "idfWeights", "their weights");
    idfOthers = new DoubleParam(this, "idfOthers", "weight of all other words");
    setDefault(outputCol, "features");
    setDefault(textForm, TextForm.NORMALIZED.setting());
    setDefault(weighting, MEAN);
    setDefault(idfWords, new String[0]);
    setDefault(idfWeights, new double[0]);
    setDefault(idfOthers, 1.0);
  }

  /** For pipelines to load it. */
  public static MLReader<FastTextFeatures> read() {
    return new DefaultParamsReader<>();
  }

  @Override
  public String uid() {
    return uid;
  }

  public StringArrayParam inputCols() {
    return inputCols;
  }

  public Param<String> outputCol() {
    return outputCol;
  }

  public Param<String> vectors() {
    return vectors;
  }

  public Param<String> textForm() {
    return textForm;
  }

  public Param<String> weighting() {
    return weighting;
  }

  public StringArrayParam idfWords() {
    return idfWords;
  }

  public DoubleArrayParam idfWeights() {
    return idfWeights;
  }

  public DoubleParam idfOthers() {
    return idfOthers;
  }

  /** Sets the text columns. */
  public FastTextFeatures setInputCols(String... columns) {
    set(inputCols, columns);
    return this;
  }

  /** Sets the column of the vector; default features. */
  public FastTextFeatures setOutputCol(String column) {
    set(outputCol, column);
    return this;
  }

  /** Sets the published version, or the absolute path of a file on every machine. */
  public FastTextFeatures setVectors(String versionOrPath) {
    set(vectors, versionOrPath);
    source = null;
    return this;
  }

  /**
   * Sets a published version that was found already, which a saved pipeline looks for by its name.
   */
  public FastTextFeatures setVectors(PublishedVectors published) {
    setVectors(published.ref().version());
    source = VectorsSource.of(published);
    return this;
  }

  /** Sets what is done to texts first, as before the vectors' training; default normalized. */
  public FastTextFeatures setTextForm(String form) {
    set(textForm, TextForm.of(form).setting());
    return this;
  }

  /** Weighs all words alike (the default). */
  public FastTextFeatures setMean() {
    set(weighting, MEAN);
    return this;
  }

  /**
   * Weighs words by their inverse document frequency in the texts of the input columns.
   *
   * @param rows texts to count in
   * @param most words that are kept, the most frequent ones; the others weigh like a word of one
   *     text
   */
  public FastTextFeatures fitIdf(Dataset<Row> rows, int most) {
    DocumentFrequencies counted =
        DocumentFrequencies.count(rows, List.of($(inputCols)), TextForm.of($(textForm)), most);
    set(weighting, IDF);
    set(idfWords, counted.words());
    set(idfWeights, counted.weights());
    set(idfOthers, counted.weightOfOthers());
    return this;
  }

  @Override
  public Dataset<Row> transform(Dataset<?> rows) {
    transformSchema(rows.schema());
    Column[] texts = Arrays.stream($(inputCols)).map(rows::col).toArray(Column[]::new);
    UDF1<Seq<String>, Vector> udf =
        features(
            source == null ? VectorsSource.of(rows.sparkSession(), $(vectors)) : source,
            TextForm.of($(textForm)),
            $(weighting).equals(IDF)
                ? new WordWeights($(idfWords), $(idfWeights), (Double) $(idfOthers))
                : new WordWeights(new String[0], new double[0], 1));
    return rows.withColumn(
        $(outputCol), functions.udf(udf, SQLDataTypes.VectorType()).apply(functions.array(texts)));
  }

  private static UDF1<Seq<String>, Vector> features(
      VectorsSource source, TextForm form, WordWeights weights) {
    return texts ->
        Vectors.dense(
            TextVector.ofFields(source.get(), form, weights, JavaConverters.seqAsJavaList(texts)));
  }

  @Override
  public StructType transformSchema(StructType schema) {
    for (String column : $(inputCols)) {
      StructField field = schema.apply(column);
      if (!field.dataType().equals(DataTypes.StringType)) {
        throw new IllegalArgumentException(
            "The column %s must hold texts, cannot be: %s"
                .formatted(column, field.dataType().simpleString()));
      }
    }
    return schema.add($(outputCol), SQLDataTypes.VectorType(), false);
  }

  @Override
  public FastTextFeatures copy(ParamMap extra) {
    FastTextFeatures copy = defaultCopy(extra);
    // Another name would be another version.
    copy.source = extra.contains(vectors) ? null : source;
    return copy;
  }
}
