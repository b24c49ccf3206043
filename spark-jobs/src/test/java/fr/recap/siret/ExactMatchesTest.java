package fr.recap.siret;

import static org.assertj.core.api.Assertions.assertThat;

import fr.recap.forms.CodedForm;
import fr.recap.forms.CodedFormRows;
import fr.recap.runtime.TestSession;
import fr.recap.tables.Rp;
import fr.recap.tables.Sirus;
import fr.recap.udfs.codes.Identifier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;

class ExactMatchesTest {
  private static final String BAKERY = "11111111100011";
  private static final String BRANCH = "11111111100022";
  private static final String SCHOOL = "22222222200011";

  private static final List<Map<String, String>> REGISTER =
      List.of(
          establishment(BAKERY, "SARL DUPONT", "74010", "AU BON PAIN"),
          establishment(BRANCH, "SARL DUPONT", "74010", "LE FOURNIL"),
          establishment(SCHOOL, "COLLEGE GEORGES MANDEL", "33544", null));

  @Test
  void nameThatOneEstablishmentHasInTheCommune_leadsThere() {
    assertThat(
            led(
                form("here", "Au Bon-Pain", "74010"),
                form("of another activity", "AU BON PAIN", "74010")
                    .naf(List.of("4520A"), List.of(1.0)),
                form("likely of it", "AU BON PAIN", "74010")
                    .naf(List.of("4520A", "1013A"), List.of(0.6, 0.4)),
                form("elsewhere", "AU BON PAIN", "33544"),
                form("without a commune", "AU BON PAIN", null),
                form("without a name", null, "74010"),
                form("the name of two", "DUPONT", "74010"),
                form("geocoded", "AU BON PAIN", null).geocoded("74010", 0.9),
                form("unsurely geocoded", "AU BON PAIN", null).geocoded("74010", 0.5)))
        .isEqualTo(
            Map.of(
                "here", BAKERY + " 0", "likely of it", BAKERY + " 0", "geocoded", BAKERY + " 0"));
  }

  @Test
  void wordingThatHasLedToOneEstablishmentAlone_leadsThere_ifEnoughAgree() {
    List<TestForms> three =
        List.of(
            form("H1", "MANDEL", "33544").with(Rp.SIRET_DEC, SCHOOL),
            form("H2", "MANDEL", "33544").with(Rp.SIRETM, SCHOOL),
            form("H3", "MANDEL", "33544").with(Rp.SIRET_DEC, SCHOOL),
            form("H4", "MANDEL", "33544").with(Rp.SIRETC, BAKERY));
    assertThat(
            led(
                three,
                form("F1", "MANDEL", "33544"),
                form("one of three", "MANDEL", "33544").with(Rp.SIRET_DEC, SCHOOL)))
        .isEqualTo(Map.of("F1", SCHOOL + " 3"));
    assertThat(led(three.subList(0, 2), form("F1", "MANDEL", "33544"))).as("too few").isEmpty();
    List<TestForms> four = new ArrayList<>(three);
    four.add(form("H5", "MANDEL", "33544").with(Rp.SIRET_DEC, BAKERY));
    assertThat(led(four, form("F1", "MANDEL", "33544"))).as("they disagree").isEmpty();
  }

  @Test
  void identifiersAreCleaned_inTheRegisterAndInTheHistory() {
    Map<String, String> lostZeros = establishment("00665343000014", "ZINGUERIE", "57463", null);
    lostZeros.put(Sirus.SIRUS_ID, "6653430");
    lostZeros.put(Sirus.NIC, "14");
    Map<String, String> none = establishment("00665343000014", "QUINCAILLERIE", "57463", null);
    none.put(Sirus.SIRUS_ID, "unknown");
    List<TestForms> history =
        List.of(
            form("H1", "COUVERTURE", "57463").with(Rp.SIRET_DEC, "222 222 222 00011"),
            form("H2", "COUVERTURE", "57463").with(Rp.SIRETM, "222.222.222.00011 "),
            form("H3", "COUVERTURE", "57463").with(Rp.SIRET_DEC, SCHOOL),
            form("H4", "COUVERTURE", "57463").with(Rp.SIRET_DEC, "none"));
    assertThat(
            led(
                List.of(lostZeros, none),
                history,
                form("F1", "ZINGUERIE", "57463"),
                form("F2", "QUINCAILLERIE", "57463"),
                form("F3", "COUVERTURE", "57463").with(Rp.SIRET_DEC, "none"),
                form("H1", "COUVERTURE", "57463").with(Rp.SIRET_DEC, "222 222 222 00011")))
        .as("H1 is no evidence for itself, so that two are left for it; F3 is not in the history")
        .isEqualTo(Map.of("F1", "00665343000014 0", "F3", SCHOOL + " 3"));
  }

  @Test
  void aSiretWhoseSirenFailsItsCheckCanBeNoEvidence() {
    String valid = "73282932000074";
    List<TestForms> history =
        Stream.of("H1", "H2", "H3")
            .flatMap(
                key ->
                    Stream.of(
                        form(key, "MANDEL", "33544").with(Rp.SIRET_DEC, SCHOOL),
                        form(key + "v", "PLOMBERIE", "33544").with(Rp.SIRET_DEC, valid)))
            .toList();
    TestForms[] asking = {
      form("F1", "MANDEL", "33544"),
      form("F2", "PLOMBERIE", "33544"),
      form("F3", "PLOMBERIE", "33544").with(Rp.SIRET_DEC, SCHOOL)
    };

    assertThat(led(List.of(), history, Identifier.CHECKED_SIRET, asking))
        .as("F3's own is none, so that all three count for it")
        .isEqualTo(Map.of("F2", valid + " 3", "F3", valid + " 3"));
    assertThat(led(List.of(), history, Identifier.SIRET, asking))
        .isEqualTo(Map.of("F1", SCHOOL + " 3", "F2", valid + " 3"));
  }

  @Test
  void registerAndHistoryThatDisagree_leadNowhere() {
    List<TestForms> history =
        Stream.of("H1", "H2", "H3")
            .map(key -> form(key, "AU BON PAIN", "74010").with(Rp.SIRET_DEC, BRANCH))
            .toList();

    assertThat(led(history, form("F1", "AU BON PAIN", "74010"))).isEmpty();
  }

  private static Map<String, String> led(TestForms... forms) {
    return led(List.of(), forms);
  }

  /** SIRET and number of earlier forms, of the forms that lead somewhere. */
  private static Map<String, String> led(List<TestForms> history, TestForms... forms) {
    return led(REGISTER, history, forms);
  }

  private static Map<String, String> led(
      List<Map<String, String>> register, List<TestForms> history, TestForms... forms) {
    return led(register, history, Identifier.SIRET, forms);
  }

  private static Map<String, String> led(
      List<Map<String, String>> register,
      List<TestForms> history,
      Identifier sirets,
      TestForms... forms) {
    Dataset<Row> filled =
        ExactMatches.of(
                TestSession.get()
                    .createDataFrame(
                        register.stream().map(ExactMatchesTest::row).toList(),
                        Sirus.TABLE.schema()),
                TestForms.forms(history),
                sirets)
            .fill(TestForms.flow(List.of(forms)), TestForms.ACTIVITY);
    assertThat(filled.columns()).containsExactly("form", "prediction_naf", "location", "exact");
    List<CodedForm> all = filled.collectAsList().stream().map(CodedFormRows::read).toList();
    assertThat(all).hasSameSizeAs(forms);
    return all.stream()
        .filter(form -> form.exact() != null)
        .collect(
            Collectors.toMap(
                CodedForm::cabbi, form -> form.exact().siret() + " " + form.exact().forms()));
  }

  private static TestForms form(String cabbi, String name, String commune) {
    return TestForms.form(cabbi)
        .with(Rp.RS_X, name)
        .with(Rp.CLT_C_C, commune)
        .naf(List.of("1071C"), List.of(0.9));
  }

  private static Map<String, String> establishment(
      String siret, String denom, String commune, String brand) {
    Map<String, String> cells = new HashMap<>();
    cells.put(Sirus.SIRUS_ID, siret.substring(0, 9));
    cells.put(Sirus.NIC, siret.substring(9));
    cells.put(Sirus.APET, "1071C");
    cells.put(Sirus.DENOM, denom);
    cells.put(Sirus.ADR_ET_L1, denom);
    cells.put(Sirus.ADR_ET_LOC_GEO, commune + "0000000000");
    cells.put(Sirus.ENSEIGNE_ET1, brand);
    return cells;
  }

  private static Row row(Map<String, String> cells) {
    return RowFactory.create(Sirus.TABLE.names().stream().map(cells::get).toArray());
  }
}
