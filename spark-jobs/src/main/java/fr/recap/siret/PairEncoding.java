package fr.recap.siret;

import fr.recap.encoder.EncoderSettings;
import fr.recap.encoder.PairEncoder;
import fr.recap.encoder.PairExample;
import fr.recap.encoder.PairFields;
import fr.recap.encoder.PairItem;
import fr.recap.encoder.PairTraining;
import fr.recap.encoder.Vocabulary;
import fr.recap.encoder.VocabularyBuilder;
import fr.recap.metrics.Split;
import fr.recap.tables.Rp;
import fr.recap.trees.TrainingRows;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * Trains the pair encoder on the forms that the ranking learns from, and gives the candidates of
 * all forms their cosines. A form that the ranking learns from gets them of an encoder that was
 * trained on the other half of these forms: so the ranking trusts the cosine as much as it deserves
 * on forms that no encoder has learned. All others get them of the encoder of all, which has not
 * seen them either. The driver holds them all.
 */
final class PairEncoding {
  private static final int WIDTH = 64;
  private static final int BUCKETS = 1 << 15;
  private static final int MOST_WORDS = 20_000;
  private static final int WRONG = 8;
  private static final int BATCH = 64;
  private static final int EPOCHS = 20;
  private static final int PATIENCE = 2;
  private static final float DROPOUT = 0.2f;

  /** Words that both sides share tell much from the start, which larger steps destroy. */
  private static final float RATE = 0.01f;

  private static final int DEPARTEMENT = 2;

  /** Share of the forms to learn from on which the number of epochs is chosen. */
  private static final double CHOOSING = 0.1;

  private final long seed;
  private final FeatureSet features;
  private final Map<String, FormQuery> forms = new HashMap<>();
  private final Map<String, List<String>> establishments;
  private final List<Example> examples;
  private final List<Example> learning;

  /**
   * The encoder of all forms to learn from.
   *
   * @param examples rows of {@link Example}, all of them, their candidates with their cosines among
   *     the features; laid out and persisted
   */
  record Encoded(PairEncoder encoder, Dataset<Row> examples) {}

  /**
   * Trains three encoders: of each half of the forms to learn from and of all.
   *
   * @param examples rows of {@link Example}
   * @param queries what their forms give to search by
   * @param features of the examples
   * @param register with the columns of {@link fr.recap.tables.Sirus#TABLE}
   * @param labels of activities, by code
   * @param seed of the parts
   * @param workers that are to learn from the examples
   */
  static Encoded encode(
      Dataset<Row> examples,
      List<FormQuery> queries,
      FeatureSet features,
      Dataset<Row> register,
      Map<String, String> labels,
      long seed,
      int workers) {
    PairEncoding encoding =
        new PairEncoding(
            examples.collectAsList().stream().map(Example::of).toList(),
            queries,
            features,
            register,
            labels,
            seed);
    PairEncoder ofAll = encoding.train(example -> true);
    Dataset<Row> encoded =
        examples
            .sparkSession()
            .createDataFrame(
                encoding.filled(ofAll).stream().map(Example::toRow).toList(), Example.SCHEMA);
    return new Encoded(
        ofAll, TrainingRows.layOut(encoded, functions.col(Rp.CABBI), workers).persist());
  }

  private PairEncoding(
      List<Example> examples,
      List<FormQuery> queries,
      FeatureSet features,
      Dataset<Row> register,
      Map<String, String> labels,
      long seed) {
    this.seed = seed;
    this.features = features;
    this.examples = examples.stream().sorted(Comparator.comparing(Example::cabbi)).toList();
    queries.forEach(query -> forms.put(query.cabbi(), query));
    Set<String> sirets = new HashSet<>();
    for (Example example : examples) {
      sirets.add(example.siret());
      example.candidates().forEach(candidate -> sirets.add(candidate.siret()));
    }
    establishments = RegisterTexts.of(register, sirets, labels);
    learning =
        this.examples.stream()
            .filter(example -> example.learns(seed))
            .filter(example -> establishments.containsKey(example.siret()))
            .toList();
  }

  /** All examples with their cosines, by encoders that have not learned them. */
  private List<Example> filled(PairEncoder ofAll) {
    List<Example> encoded = new ArrayList<>();
    for (int half = 0; half < 2; half++) {
      int left = half;
      encoded.addAll(
          fill(
              train(example -> half(example) != left),
              example -> example.learns(seed) && half(example) == left));
    }
    encoded.addAll(fill(ofAll, example -> !example.learns(seed)));
    return encoded;
  }

  private int half(Example example) {
    return (int) (2 * Split.uniform(example.cabbi(), seed + 2));
  }

  private PairEncoder train(Predicate<Example> rule) {
    List<Example> chosen = learning.stream().filter(rule).toList();
    PairFields fields =
        new PairFields(vocabulary(chosen), PairTexts.OF_FORM, PairTexts.OF_ESTABLISHMENT);
    Map<String, PairItem> items = new HashMap<>();
    List<PairExample> learned = new ArrayList<>();
    List<PairExample> choosing = new ArrayList<>();
    for (Example example : chosen) {
      boolean apart = Split.uniform(example.cabbi(), seed + 3) < CHOOSING;
      (apart ? choosing : learned).add(pair(example, fields, items));
    }
    EncoderSettings settings =
        new EncoderSettings(WIDTH, WIDTH, EPOCHS, PATIENCE, BATCH, RATE, DROPOUT, seed);
    return new PairTraining(settings, fields).train(learned, choosing).encoder();
  }

  private Vocabulary vocabulary(List<Example> chosen) {
    VocabularyBuilder builder = new VocabularyBuilder(MOST_WORDS, BUCKETS);
    Set<String> seen = new HashSet<>();
    for (Example example : chosen) {
      PairTexts.of(forms.get(example.cabbi())).forEach(builder::add);
      Stream.concat(Stream.of(example.siret()), wrong(example))
          .filter(seen::add)
          .forEach(siret -> establishments.get(siret).forEach(builder::add));
    }
    return builder.build();
  }

  private PairExample pair(Example example, PairFields fields, Map<String, PairItem> items) {
    FormQuery form = forms.get(example.cabbi());
    String commune = form.communeCode();
    return new PairExample(
        new PairItem(example.cabbi(), fields.form(PairTexts.of(form))),
        item(example.siret(), fields, items),
        wrong(example).map(siret -> item(siret, fields, items)).toList(),
        commune.substring(0, Math.min(DEPARTEMENT, commune.length())));
  }

  private PairItem item(String siret, PairFields fields, Map<String, PairItem> items) {
    return items.computeIfAbsent(
        siret, s -> new PairItem(s, fields.establishment(establishments.get(s))));
  }

  /** The candidates that are most alike and not meant. */
  private Stream<String> wrong(Example example) {
    return example.candidates().stream()
        .filter(candidate -> !candidate.siret().equals(example.siret()))
        .filter(candidate -> establishments.containsKey(candidate.siret()))
        .sorted(
            Comparator.comparingDouble(ComparedCandidate::similarity)
                .reversed()
                .thenComparing(ComparedCandidate::siret))
        .limit(WRONG)
        .map(ComparedCandidate::siret);
  }

  private List<Example> fill(PairEncoder encoder, Predicate<Example> rule) {
    Map<String, float[]> vectors = new HashMap<>();
    return examples.stream().filter(rule).map(e -> filled(e, encoder, vectors)).toList();
  }

  private Example filled(Example example, PairEncoder encoder, Map<String, float[]> vectors) {
    float[] form = encoder.form(PairTexts.of(forms.get(example.cabbi())));
    List<ComparedCandidate> candidates = example.candidates();
    double[] cosines =
        candidates.stream()
            .map(ComparedCandidate::siret)
            .mapToDouble(
                siret -> {
                  List<String> texts = establishments.get(siret);
                  return texts == null
                      ? Double.NaN
                      : PairEncoder.cosine(
                          form, vectors.computeIfAbsent(siret, s -> encoder.establishment(texts)));
                })
            .toArray();
    List<float[]> rows =
        EncoderFeatures.filled(
            features, candidates.stream().map(ComparedCandidate::features).toList(), cosines);
    List<ComparedCandidate> encoded = new ArrayList<>();
    for (int i = 0; i < cosines.length; i++) {
      encoded.add(candidates.get(i).with(rows.get(i)));
    }
    return new Example(example.cabbi(), example.siret(), example.departement(), encoded);
  }
}
