package fr.recap.notebook;

import fr.recap.campaign.DecideThreshold;
import fr.recap.coders.Coder;
import fr.recap.coders.Coders;
import fr.recap.config.ConfigException;
import fr.recap.config.NomenclatureSettings;
import fr.recap.config.RecapConfig;
import fr.recap.config.TableName;
import fr.recap.evaluation.Evaluate;
import fr.recap.forms.Form;
import fr.recap.indexing.IndexRows;
import fr.recap.models.CompareTrainings;
import fr.recap.models.ListTrainings;
import fr.recap.models.ModelRef;
import fr.recap.nomenclature.NomenclatureCoder;
import fr.recap.nomenclature.StoredForm;
import fr.recap.nomenclature.TrainNomenclature;
import fr.recap.pages.HtmlPage;
import fr.recap.postgres.PostgresSnapshot;
import fr.recap.runtime.SessionSettings;
import fr.recap.runtime.Sessions;
import fr.recap.udfs.vectors.NearestWords.Neighbour;
import fr.recap.vectors.PublishedVectors;
import fr.recap.vectors.VectorFunctions;
import fr.recap.vectors.VectorsInfo;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * A campaign in a notebook: its tables and indices as Datasets, its published models, its measures.
 *
 * <p>All tables are read as they were when the first one was asked for, until {@link #refresh}. As
 * long as this is neither refreshed nor closed, PostgreSQL keeps that state, and jobs that replace
 * these tables wait.
 */
public final class Recap implements AutoCloseable {
  private static final String EXTENSIONS = "fr.recap.sql.CoderExtensions";

  private final SparkSession spark;
  private final SessionSettings settings;
  private final RecapConfig config;
  private Optional<PostgresSnapshot> snapshot = Optional.empty();

  private Recap(SparkSession spark, SessionSettings settings, RecapConfig config) {
    this.spark = spark;
    this.settings = settings;
    this.config = config;
  }

  /**
   * Opens a campaign.
   *
   * @param files settings, the strongest last; none for the defaults
   */
  public static Recap connect(String... files) {
    return connect(Map.of(), files);
  }

  /**
   * Opens a campaign with some settings changed. Uses the Spark session that runs, else opens one;
   * where nobody says where, in this JVM.
   *
   * @param settings full keys and values, stronger than the files
   * @param files settings, the strongest last
   * @throws ConfigException if a setting is wrong, or the session that runs lacks the functions
   */
  public static Recap connect(Map<String, String> settings, String... files) {
    SessionSettings campaign =
        new SessionSettings(Arrays.stream(files).map(Path::of).toList(), settings);
    RecapConfig config = campaign.load();
    SparkSession spark =
        Sessions.open(
            "recap notebook",
            config.workDirectory(),
            Map.of("spark.master", "local[*]", "spark.sql.extensions", EXTENSIONS));
    if (!spark.catalog().functionExists("recap_code")) {
      throw new ConfigException(
          "The Spark session lacks the functions of recap-spark: start it with spark.sql.extensions = "
              + EXTENSIONS);
    }
    campaign.putInto(spark);
    return new Recap(spark, campaign, config);
  }

  /** The Spark session. */
  public SparkSession spark() {
    return spark;
  }

  /** The settings. */
  public RecapConfig config() {
    return config;
  }

  /** This year's forms. */
  public Dataset<Row> forms() {
    return table(config.tables().forms());
  }

  /** What the coders say of them, one row a form. */
  public Dataset<Row> results() {
    return table(config.tables().results());
  }

  /** The establishments. */
  public Dataset<Row> register() {
    return table(config.tables().sirus());
  }

  /** The true codes, where they are kept aside. */
  public Dataset<Row> truth() {
    return table(config.tables().truth());
  }

  /**
   * Any table of the database.
   *
   * @param name as in {@code rp_2026} or {@code rp.individus}
   * @throws fr.recap.config.RefusedInputException if there is none
   */
  public Dataset<Row> table(String name) {
    return table(TableName.parse(name));
  }

  /**
   * The documents of an index as rows, read by the elasticsearch-spark connector at each action.
   *
   * @param index name or alias, as {@code config().indices()} has them
   * @throws fr.recap.config.RefusedInputException if there is none
   */
  public Dataset<Row> index(String index) {
    return IndexRows.read(spark, config.elasticsearch(), index, Optional.empty());
  }

  /**
   * Those of its documents that a search finds.
   *
   * @param query in Elasticsearch's JSON, such as {@code {"query": {"match": {"denom":
   *     "boulangerie"}}}}
   */
  public Dataset<Row> index(String index, String query) {
    return IndexRows.read(spark, config.elasticsearch(), index, Optional.of(query));
  }

  private Dataset<Row> table(TableName name) {
    Sessions.describe(spark, "Reading " + name);
    if (snapshot.isEmpty()) {
      snapshot = Optional.of(PostgresSnapshot.open(spark, config.postgres()));
    }
    return snapshot.get().read(name);
  }

  /** Tables that are asked for from now on are as they are now; those of before can't be read. */
  public void refresh() {
    snapshot.ifPresent(PostgresSnapshot::close);
    snapshot = Optional.empty();
  }

  /** Lets go of the database; the Spark session goes on. */
  @Override
  public void close() {
    refresh();
  }

  /**
   * Codes texts of the main field.
   *
   * @param nomenclature naf, pcs or one of the settings
   * @return each of them, then {@code <nomenclature>_code}, {@code _label}, {@code _probability},
   *     {@code _automatic} and {@code _error}
   */
  public Dataset<Row> code(String nomenclature, List<String> texts) {
    Dataset<Row> rows = spark.createDataset(texts, Encoders.STRING()).toDF("text");
    Sessions.describe(spark, "Coding %d texts to %s".formatted(texts.size(), nomenclature));
    return CodedColumns.of(rows, "text", config.nomenclature(nomenclature), model(nomenclature));
  }

  /**
   * Codes forms.
   *
   * @param nomenclature naf, pcs or one of the settings
   * @param forms with the columns of its inputs; those that are not there count as empty, but for
   *     the main one
   * @return the forms with the same columns behind
   */
  public Dataset<Row> code(String nomenclature, Dataset<Row> forms) {
    Sessions.describe(spark, "Coding forms to " + nomenclature);
    return CodedColumns.of(forms, config.nomenclature(nomenclature), model(nomenclature));
  }

  /**
   * Why texts get their code.
   *
   * @param nomenclature naf, pcs or one of the settings
   * @param texts of its inputs in their order; those left out, null or empty count as empty
   */
  public Cell explain(String nomenclature, String... texts) {
    ModelRef model = model(nomenclature);
    NomenclatureCoder coder = NomenclatureCoder.of(model);
    List<String> inputs = coder.inputs();
    if (texts.length == 0 || texts.length > inputs.size()) {
      throw new ConfigException(
          "%s reads %s: 1 to %d texts can be explained, cannot be: %d"
              .formatted(model.version(), inputs, inputs.size(), texts.length));
    }
    String[] form = Arrays.copyOf(texts, inputs.size());
    for (int i = 0; i < form.length; i++) {
      form[i] = form[i] == null || form[i].isBlank() ? null : form[i];
    }
    return ExplanationCell.of(coder, model.version(), form);
  }

  /**
   * Why a form of this year gets its code.
   *
   * @throws fr.recap.config.RefusedInputException if there is no such form
   */
  public Cell explainForm(String nomenclature, String cabbi) {
    ModelRef model = model(nomenclature);
    NomenclatureCoder coder = NomenclatureCoder.of(model);
    Form form = StoredForm.read(config, NomenclatureCoder.reading("explain", model), cabbi);
    return ExplanationCell.of(coder, model.version(), coder.texts(form));
  }

  private ModelRef model(String nomenclature) {
    NomenclatureSettings settings = config.nomenclature(nomenclature);
    return fromStore(
        () -> ModelRef.resolve(config, TrainNomenclature.model(settings.name()), settings.model()));
  }

  /** Measures the coded campaign against the true codes. */
  public CampaignCell evaluate() {
    return new CampaignCell(new Evaluate(spark, config).execute());
  }

  /**
   * What thresholds give on the coded campaign, and the one for a target; nothing is stored.
   *
   * @param model NAF, PCS, SIRET or NONCODABLE, or a published version
   * @param targetPrecision of all forms, between 0 and 1
   */
  public Cell thresholds(String model, double targetPrecision) {
    return fromStore(
        () ->
            ThresholdCell.of(
                new DecideThreshold(spark, config, model, targetPrecision, false).execute()));
  }

  /**
   * Trains a coder, as {@code recap train} does; publishes nothing.
   *
   * @param coder naf, pcs, siret, noncodable or another nomenclature of the settings
   * @param changes full keys and values, stronger than the settings of the campaign
   * @return where the training lies in the store, and what it measured
   */
  public Coder.Training train(String coder, Map<String, String> changes) {
    Map<String, String> all = new HashMap<>(settings.settings());
    all.putAll(changes);
    RecapConfig changed = new SessionSettings(settings.files(), all).load();
    Coder named = Coders.named(changed, List.of(coder)).get(0);
    return fromStore(() -> named.train(spark, new Coder.How(Optional.empty(), false)));
  }

  /**
   * What the store has, with the settings that differ from the defaults, and figures.
   *
   * @param models such as NAF; none for all
   */
  public Cell trainings(String... models) {
    return fromStore(
        () -> TrainingsCell.list(new ListTrainings(config, List.of(models)).execute()));
  }

  /**
   * Two versions of one model side by side: settings that differ, figures.
   *
   * @param first a published version ({@code NAF_2026-11-24}) or the path of a training
   * @param second another one
   */
  public Cell compare(String first, String second) {
    return fromStore(
        () -> TrainingsCell.comparison(new CompareTrainings(config, first, second).execute()));
  }

  /**
   * The words nearest to each of some words, by the published word vectors.
   *
   * @param words as the vectors' training text has them
   */
  public Cell neighbours(String... words) {
    VectorsInfo vectors = fromStore(() -> VectorsInfo.open(config, Optional.empty()));
    HtmlPage page = new HtmlPage("").note(VectorsInfo.of(vectors.header()));
    StringBuilder text = new StringBuilder();
    for (String word : words) {
      text.append(vectors.nearest(word, 10)).append(System.lineSeparator());
      List<Neighbour> near = vectors.neighbours(word, 10);
      page.bars(
          "Nearest to " + word,
          List.of("word", "cosine"),
          near.stream()
              .map(n -> List.of(n.word(), String.format(Locale.ROOT, "%.2f", n.cosine())))
              .toList(),
          near.stream().map(n -> Math.max(0.0, n.cosine())).toList());
    }
    return Cell.of(page, text.toString());
  }

  /** Lets the SQL function {@code recap_fasttext} answer from the published word vectors. */
  public void useVectors() {
    VectorFunctions.register(spark, fromStore(() -> PublishedVectors.resolve(config)));
  }

  /** The first rows of a Dataset as a table. */
  public Cell show(Dataset<Row> rows, int most) {
    return RowsCell.of(rows, most);
  }

  /**
   * Draws columns against another one.
   *
   * @param rows at most 1,000
   * @param x column of the horizontal axis
   * @param ys one to three columns
   */
  public Cell plot(String title, Dataset<Row> rows, String x, String... ys) {
    return PlotCell.of(title, rows, x, ys);
  }

  private interface FromStore<T> {
    T get() throws IOException;
  }

  private <T> T fromStore(FromStore<T> work) {
    try {
      return work.get();
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The store %s can't be read: %s".formatted(config.store().root(), e.getMessage()), e);
    }
  }
}
