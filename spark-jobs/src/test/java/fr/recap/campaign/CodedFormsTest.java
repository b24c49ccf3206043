package fr.recap.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.entry;

import fr.recap.coders.Coder;
import fr.recap.coders.Coders;
import fr.recap.coders.Statement;
import fr.recap.config.ConfigException;
import fr.recap.config.ConfigLoader;
import fr.recap.config.RecapConfig;
import fr.recap.config.RefusedInputException;
import fr.recap.config.TableName;
import fr.recap.forms.CodedFormRows;
import fr.recap.forms.Decision;
import fr.recap.forms.Detection;
import fr.recap.forms.Match;
import fr.recap.forms.MatchedEstablishment;
import fr.recap.forms.PartRows;
import fr.recap.forms.Prediction;
import fr.recap.forms.Projection;
import fr.recap.nomenclature.FormText;
import fr.recap.runtime.TestSession;
import fr.recap.tables.CodageAutoResults;
import fr.recap.tables.Rp;
import fr.recap.tables.RpOutput;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;

class CodedFormsTest {
  private static final RecapConfig CONFIG = ConfigLoader.defaults();
  private static final Match FOUND =
      new Match(
          List.of(
              new MatchedEstablishment(
                  "12345678900011", "6201Z", 1.5, 0.9, 2, 0.4, 0.8, "same name")),
          new Decision(true, 0.9),
          new Decision(false, 0.5),
          0.9,
          Projection.NONE,
          null,
          false);

  /** A form of the users' table with some cells filled. */
  private static Dataset<Row> form(Map<String, ?> cells) {
    Object[] values = Rp.TABLE.names().stream().map(cells::get).toArray();
    return CodedFormRows.of(
        TestSession.get().createDataFrame(List.of(RowFactory.create(values)), Rp.TABLE.schema()));
  }

  private static Dataset<Row> predicted(Dataset<Row> flow, String nomenclature, Prediction says) {
    return CodedFormRows.with(
        flow,
        CodedFormRows.prediction(nomenclature),
        PartRows.PREDICTION,
        form -> PartRows.of(says));
  }

  private static Dataset<Row> matched(Dataset<Row> flow, Match match, Detection detection) {
    return CodedFormRows.with(
        CodedFormRows.with(flow, CodedFormRows.MATCH, PartRows.MATCH, form -> PartRows.of(match)),
        CodedFormRows.DETECTION,
        PartRows.DETECTION,
        form -> PartRows.of(detection));
  }

  private static Prediction codes(boolean automatic, String... codes) {
    return new Prediction(
        null,
        false,
        List.of(codes),
        List.of(0.5, 0.25).subList(0, codes.length),
        automatic,
        0.75,
        Projection.NONE);
  }

  private static Prediction none(String reason) {
    return Prediction.none(reason, Projection.NONE);
  }

  /** Nomenclatures as the coders' statements have them, without their models. */
  private static List<Statement> statements(RecapConfig config) {
    return Coders.ofCampaign(config).stream()
        .map(
            coder ->
                coder.stage().equals("nomenclatures")
                    ? Coders.statement(
                        config.nomenclature(coder.name()), new FormText(List.of("actet_x")))
                    : coder.statement(null))
        .toList();
  }

  /** Of forms with the usual columns, none of which wait in the users' table. */
  private static Dataset<Row> output(Dataset<Row> flow) {
    return CodedForms.output(flow, CodedFormRows.forms(flow), RpOutput.TABLE, CONFIG);
  }

  private static Map<String, Object> cells(Row row) {
    Map<String, Object> cells = new HashMap<>();
    for (String name : row.schema().fieldNames()) {
      cells.put(name, row.getAs(name));
    }
    return cells;
  }

  @Test
  void firstPredictionIsWrittenIntoEveryFormThatHasOne() {
    Dataset<Row> said =
        form(
            Map.of(
                "cabbi", "a", "siretc", "old", "actet_c", "oldnaf", "profs_x", "\u00a0", "profi_x",
                "MACON", "profs_c", "1", "profi_c", "2"));
    said = predicted(predicted(said, "naf", codes(true, "7022Z")), "pcs", codes(false, "632a"));
    said = matched(said, FOUND, new Detection(false, 0.1, null));

    Map<String, Object> output = cells(output(said).head());

    assertThat(output)
        .as("a no-break space is no profession: the code goes to the self-employed's column")
        .contains(
            entry("cabbi", "a"),
            entry("siretc", "12345678900011"),
            entry("actet_c", "6201Z"),
            entry("profs_c", "1"),
            entry("profi_c", "632a"),
            entry("i_siret_c", "1"),
            entry("i_actet_c", "1"),
            entry("i_profs_c", "0"),
            entry("i_profi_c", "0"));
    assertThat(output(said).columns())
        .containsExactly(RpOutput.TABLE.names().toArray(String[]::new));
  }

  @Test
  void whereNothingIsPredictedTheFormKeepsWhatItHas() {
    Dataset<Row> flow =
        form(Map.of("cabbi", "b", "siretc", "keep", "actet_c", "keepnaf", "profs_c", "1"));
    flow = predicted(flow, "naf", none("actet_x is empty"));
    flow = predicted(flow, "pcs", none("profession is empty"));
    flow = matched(flow, Match.failed("too busy"), Detection.undecided("a search failed"));

    assertThat(cells(output(flow).head()))
        .contains(
            entry("siretc", "keep"),
            entry("actet_c", "keepnaf"),
            entry("profs_c", "1"),
            entry("i_siret_c", "0"),
            entry("i_profs_c", "0"));
  }

  @Test
  void everyFormHasItsRowWithCodesOrTheReasonWhyNot() {
    Dataset<Row> flow = form(Map.of("cabbi", "a", "profs_x", "MACON"));
    flow = predicted(flow, "naf", codes(true, "8411Z", "6201Z"));
    flow = predicted(flow, "pcs", none("profession has no word: 12"));
    flow = matched(flow, FOUND, new Detection(false, 0.25, null));

    Map<String, Object> row =
        cells(
            CodedForms.results(flow, statements(CONFIG), List.of(), CodageAutoResults.TABLE)
                .head());

    assertThat(row)
        .contains(
            entry("siret_predictions", "[[\"12345678900011\",1.5]]"),
            entry("siret_codage_auto", true),
            entry("siret_codage_auto_proba", 0.9),
            entry("siret_apet", "6201Z"),
            entry("siret_explication", "same name"),
            entry("siren", "123456789"),
            entry("siren_codage_auto", false),
            entry("naf_predictions", "[[\"8411Z\",0.5],[\"6201Z\",0.25]]"),
            entry("naf", "8411Z"),
            entry("naf_score", 0.5),
            entry("naf_codage_auto", true),
            entry("naf_codage_auto_proba", 0.75),
            entry("naf_error", null),
            entry("pcs_predictions", null),
            entry("pcs_codage_auto", false),
            entry("pcs_codage_auto_proba", null),
            entry("pcs_error", "profession has no word: 12"),
            entry("pcs_field", "profs_c"),
            entry("non_codable_score", 0.25),
            entry("non_codable_error", null));
  }

  @Test
  void formWhoseSearchFailedHasTheReasonInBothColumns() {
    Dataset<Row> flow = predicted(form(Map.of("cabbi", "a")), "naf", codes(true, "8411Z"));
    flow = predicted(flow, "pcs", none("profession is empty"));
    flow =
        matched(flow, Match.failed("too busy"), Detection.undecided("a search failed: too busy"));

    assertThat(
            cells(
                CodedForms.results(flow, statements(CONFIG), List.of(), CodageAutoResults.TABLE)
                    .head()))
        .contains(
            entry("siret", null),
            entry("siret_codage_auto", false),
            entry("siret_error", "a search failed: too busy"),
            entry("non_codable", false),
            entry("non_codable_score", null),
            entry("non_codable_error", "not decided: a search failed: too busy"));
  }

  @Test
  void anAddedNomenclatureHasItsColumnsBehindTheUsersOwn() {
    RecapConfig config =
        ConfigLoader.load(
            List.of(),
            Map.of(
                "nomenclatures.naf2025.root", "NAF2025",
                "nomenclatures.pcs2020.root", "PCS2020",
                "nomenclatures.pcs2020.coded", "false"));
    assertThat(Coders.ofCampaign(config))
        .extracting(Coder::name)
        .containsExactly("naf", "naf2025", "pcs", "siret", "noncodable");
    Dataset<Row> flow = form(Map.of("cabbi", "a"));
    flow = predicted(flow, "naf", codes(true, "8411Z"));
    flow = predicted(flow, "naf2025", codes(false, "84.11Y"));
    flow = predicted(flow, "pcs", none("profession is empty"));
    flow = matched(flow, FOUND, new Detection(false, 0.25, null));

    Row row =
        CodedForms.results(
                flow,
                statements(config),
                List.of(),
                CodageAutoResults.table(List.of("naf", "naf2025", "pcs")))
            .head();

    List<String> own = CodageAutoResults.TABLE.names();
    assertThat(row.schema().fieldNames()).startsWith(own.toArray(String[]::new));
    assertThat(List.of(row.schema().fieldNames()).subList(own.size(), row.size()))
        .containsExactly(
            "naf2025_predictions",
            "naf2025",
            "naf2025_score",
            "naf2025_codage_auto",
            "naf2025_codage_auto_proba",
            "naf2025_error",
            "form_fingerprint",
            "coders_fingerprint");
    assertThat(cells(row)).contains(entry("naf", "8411Z"), entry("naf2025", "84.11Y"));
    assertThat(Optional.ofNullable(config.profession().orElseThrow().name())).contains("pcs");
  }

  @Test
  void aNomenclatureOfTheUsersTableThatIsNotCodedHasTheReason() {
    Dataset<Row> flow = predicted(form(Map.of("cabbi", "a")), "pcs", codes(true, "632a"));
    flow = matched(flow, FOUND, new Detection(false, 0.25, null));
    List<Statement> withoutNaf =
        statements(
            ConfigLoader.load(
                List.of(),
                Map.of(
                    "nomenclatures.naf.coded", "false",
                    "nomenclatures.naf2025.root", "NAF2025",
                    "nomenclatures.naf2025.coded", "true",
                    "siret.activity", "naf2025")));

    Row row =
        CodedForms.results(
                predicted(flow, "naf2025", none("actet_x is empty")),
                withoutNaf,
                List.of("naf"),
                CodageAutoResults.TABLE)
            .head();

    assertThat(cells(row))
        .contains(
            entry("naf", null),
            entry("naf_error", "not coded: nomenclatures.naf.coded is false"),
            entry("pcs", "632a"),
            entry("pcs_error", null));
  }

  @Test
  void anExceptionOfOneFormIsItsReason_ofManyEndsTheRun() {
    List<Coder> coders = Coders.ofCampaign(CONFIG);
    Prediction odd = Prediction.failed(new IllegalStateException("odd"));
    Detection undecided = Detection.failed(new ArithmeticException());
    Dataset<Row> good = form(Map.of("cabbi", "a"));
    good = predicted(predicted(good, "naf", codes(true, "8411Z")), "pcs", none("no word"));
    good = matched(good, FOUND, new Detection(false, 0.25, null));
    Dataset<Row> bad = form(Map.of("cabbi", "b"));
    bad = predicted(predicted(bad, "naf", odd), "pcs", codes(true, "632a"));
    bad = matched(bad, Match.failed("too busy"), undecided);
    Dataset<Row> both = good.union(bad);

    assertThat(new FailedForms(TableName.parse("rp"), 0.5).count(both, coders, 2, 2))
        .containsExactly(
            entry("naf", 1L), entry("pcs", 0L), entry("siret", 1L), entry("noncodable", 1L));
    assertThat(
            CodedForms.results(both, statements(CONFIG), List.of(), CodageAutoResults.TABLE)
                .select("naf_error", "siret_error", "non_codable_error")
                .collectAsList()
                .get(1))
        .isEqualTo(
            RowFactory.create(
                "coding failed: IllegalStateException: odd",
                "a search failed: too busy",
                "not decided: scoring failed: ArithmeticException"));
    assertThatExceptionOfType(RefusedInputException.class)
        .isThrownBy(() -> new FailedForms(TableName.parse("rp"), 0.4).count(both, coders, 2, 2))
        .withMessageContaining("NAF failed on 1 of 2 forms of rp")
        .withMessageContaining("b (coding failed: IllegalStateException: odd)");
  }

  @Test
  void aNomenclatureCanNotFillAColumnThatTheOutputLacks() {
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> CodedForms.refuseUnknownColumns(filling("actet_d"), List.of()))
        .withMessageContaining("nomenclatures.naf.fills is actet_d")
        .withMessageContaining("actet_c");
    CodedForms.refuseUnknownColumns(filling("actet_c"), List.of());
    CodedForms.refuseUnknownColumns(filling("actet_d"), List.of("cabbi", "actet_d"));
    CodedForms.refuseUnknownColumns(CONFIG, List.of());
  }

  private static RecapConfig filling(String column) {
    return ConfigLoader.load(List.of(), Map.of("nomenclatures.naf.fills", column));
  }
}
