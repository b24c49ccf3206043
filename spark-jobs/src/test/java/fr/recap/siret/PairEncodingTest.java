package fr.recap.siret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import fr.recap.config.SiretSettings.Plan;
import fr.recap.encoder.PairEncoder;
import fr.recap.register.RegisterEntry;
import fr.recap.runtime.TestSession;
import fr.recap.tables.Sirus;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

/** Forms that say another word of the trade than the names of twelve establishments. */
class PairEncodingTest {
  private static final SparkSession SPARK = TestSession.get();
  private static final long SEED = 7;
  private static final FeatureSet FEATURES =
      FeatureCatalog.of(SearchPlan.load(Plan.COMPACT, true, false).signals()).all();
  private static final List<String> NAMES = FEATURES.names();
  private static final int COSINE = NAMES.indexOf("name.encoder");
  private static final String[][] TRADES = {
    {"FOURNIL", "PAINS"}, {"GARAGE", "VOITURES"}, {"SALON", "COIFFURE"}, {"BOUCHERIE", "VIANDE"}
  };
  private static final List<String> TOWNS = List.of("METZ", "LILLE", "RENNES");
  private static final int FORMS = 300;

  private final List<Row> register = register().collectAsList();
  private final PairEncoding.Encoded encoded = encode(examples());

  @Test
  void everyCandidate_hasTheCosineOfAnEncoderThatHasNotLearnedItsForm() {
    assertThat(encodedExamples()).hasSize(FORMS);
    int learned = 0;
    int same = 0;
    for (Example example : encodedExamples()) {
      int number = Integer.parseInt(example.cabbi().substring(1));
      float[] form = encoded.encoder().form(PairTexts.of(form(number)));
      for (ComparedCandidate candidate : example.candidates()) {
        float cosine = candidate.features()[COSINE];
        int place = Integer.parseInt(candidate.siret().substring(0, 9));
        float ofAll = PairEncoder.cosine(form, encoded.encoder().establishment(texts(place)));
        if (example.learns(SEED)) {
          learned++;
          same += Math.abs(cosine - ofAll) < 1e-5 ? 1 : 0;
        } else {
          assertThat(cosine).isCloseTo(ofAll, within(1e-6f));
        }
      }
    }
    assertThat(learned).isGreaterThan(FORMS);
    assertThat(same).as("of %d pairs of forms to learn from", learned).isLessThan(learned / 20);
  }

  @Test
  void theTrueEstablishment_isMostlyTheNearestOnFormsThatWereNotLearned() {
    List<Example> held =
        encodedExamples().stream().filter(example -> !example.learns(SEED)).toList();
    long right =
        held.stream()
            .filter(
                example ->
                    example.candidates().stream()
                        .max(Comparator.comparingDouble(c -> c.features()[COSINE]))
                        .orElseThrow()
                        .siret()
                        .equals(example.siret()))
            .count();

    assertThat(right).isGreaterThan(held.size() * 9L / 10);
  }

  @Test
  void sameExamplesInAnotherOrder_giveTheSameCosines() {
    List<Example> turned = new ArrayList<>(examples());
    Collections.reverse(turned);
    PairEncoding.Encoded again = encode(turned);

    List<String> form = List.of("pains", "", "", "metz");
    assertThat(again.encoder().form(form)).isEqualTo(encoded.encoder().form(form));
  }

  private static PairEncoding.Encoded encode(List<Example> examples) {
    return PairEncoding.encode(
        SPARK.createDataFrame(examples.stream().map(Example::toRow).toList(), Example.SCHEMA),
        forms(),
        FEATURES,
        register(),
        Map.of(),
        SEED,
        1);
  }

  private List<Example> encodedExamples() {
    return encoded.examples().collectAsList().stream().map(Example::of).toList();
  }

  private static FormQuery form(int number) {
    return TestForms.form("F" + number)
        .with("rs_x", TRADES[trade(number)][1])
        .with("clt_x", TOWNS.get(town(number)))
        .query();
  }

  private static int trade(int number) {
    return number % TRADES.length;
  }

  private static int town(int number) {
    return number / TRADES.length % TOWNS.size();
  }

  private static List<FormQuery> forms() {
    return IntStream.range(0, FORMS).mapToObj(PairEncodingTest::form).toList();
  }

  /** Text of the establishment of a trade in a town, as it is encoded. */
  private List<String> texts(int place) {
    return PairTexts.of(RegisterEntry.of(register.get(place)), Map.of());
  }

  private static Dataset<Row> register() {
    List<String> columns = Sirus.TABLE.names();
    List<Row> rows = new ArrayList<>();
    for (int place = 0; place < TRADES.length * TOWNS.size(); place++) {
      Object[] cells = new Object[columns.size()];
      cells[columns.indexOf(Sirus.SIRUS_ID)] = "%09d".formatted(place);
      cells[columns.indexOf(Sirus.NIC)] = "00011";
      cells[columns.indexOf(Sirus.DENOM)] = TRADES[trade(place)][0];
      cells[columns.indexOf(Sirus.SIR_ADR_ET_COM_LIB)] = TOWNS.get(town(place));
      rows.add(RowFactory.create(cells));
    }
    return SPARK.createDataFrame(rows, Sirus.TABLE.schema());
  }

  /** Candidates: the establishment, one of another trade and one of another town. */
  private static List<Example> examples() {
    int places = TRADES.length * TOWNS.size();
    List<Example> examples = new ArrayList<>();
    for (int i = 0; i < FORMS; i++) {
      int place = i % places;
      examples.add(
          new Example(
              "F" + i,
              siret(place),
              null,
              List.of(
                  evidence(place),
                  evidence((place + 1) % places),
                  evidence((place + TRADES.length) % places))));
    }
    return examples;
  }

  private static ComparedCandidate evidence(int place) {
    float[] features = new float[NAMES.size()];
    Arrays.fill(features, Float.NaN);
    return new ComparedCandidate(siret(place), null, 0, 1, 0, features);
  }

  private static String siret(int place) {
    return "%09d00011".formatted(place);
  }
}
