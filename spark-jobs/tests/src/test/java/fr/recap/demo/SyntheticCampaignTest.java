package fr.recap.demo;

import static org.assertj.core.api.Assertions.assertThat;

import fr.recap.runtime.TestSession;
import fr.recap.tables.Rp;
import fr.recap.tables.Sirus;
import fr.recap.tables.Truth;
import fr.recap.udfs.codes.Siret;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

class SyntheticCampaignTest {
  private static final SparkSession SPARK = TestSession.get();

  static DemoConfig config(long seed, double noise) {
    return new DemoConfig(3000, 20_000, 50_000, seed, noise, 1, Optional.empty(), 2025, 2026);
  }

  private final SyntheticCampaign campaign = new SyntheticCampaign(SPARK, config(7, 1));

  @Test
  void sameSeed_givesTheSameRowsWhateverThePartitions() {
    List<Row> rows = campaign.campaignForms().collectAsList();
    SPARK.conf().set("spark.default.parallelism", "5");
    Dataset<Row> again = new SyntheticCampaign(SPARK, config(7, 1)).campaignForms();
    assertThat(again.repartition(5).orderBy(Rp.CABBI).collectAsList()).isEqualTo(rows);
    assertThat(again.filter("cabbi = '20260000000017'").collectAsList())
        .containsExactly(rows.get(17));
    assertThat(new SyntheticCampaign(SPARK, config(8, 1)).campaignForms().first())
        .isNotEqualTo(rows.get(0));
  }

  @Test
  void rates_areWithinToleranceOfThePublishedOnes() {
    for (TargetRate rate : Calibration.of(campaign.trainingForms())) {
      boolean wording = rate.field().contains(" = ") || rate.field().contains("distinct");
      double tolerance = rate.field().contains("distinct") ? 0.12 : wording ? 0.012 : 0.025;
      assertThat(rate.generated())
          .as(rate.field())
          .isBetween(rate.target() - tolerance, rate.target() + tolerance);
    }
  }

  @Test
  void sirets_areValidAndUniqueAndEveryTrueOneIsInTheRegister() {
    Set<String> register = new HashSet<>();
    List<Row> rows = campaign.sirus().select(Sirus.SIRUS_ID, Sirus.NIC).collectAsList();
    rows.forEach(row -> register.add(row.getString(0) + row.getString(1)));
    assertThat(register).hasSize(50_000).hasSize(rows.size()).allMatch(Siret::isValid);
    List<String> truth =
        campaign.truth().filter("not non_codable").select(Truth.SIRET).collectAsList().stream()
            .map(row -> row.getString(0))
            .toList();
    assertThat(truth).hasSizeBetween(2400, 2640).allMatch(register::contains);
    List<String> previous =
        campaign.campaignForms().filter("siretc is not null").collectAsList().stream()
            .map(row -> row.<String>getAs(Rp.SIRETC))
            .toList();
    assertThat(previous).allMatch(register::contains);
  }

  @Test
  void campaignForms_tellNothingThatIsDecidedLater() {
    Dataset<Row> forms = campaign.campaignForms();
    for (String column :
        List.of("actet_c", "profs_c", "profi_c", "profa_c", "siretm", "siret_dec", "i_siret_m")) {
      assertThat(forms.filter(column + " is not null").count()).as(column).isZero();
    }
    assertThat(forms.filter("siretc is not null").count()).isPositive();
  }

  @Test
  void nonCodableForms_haveNoSiret_andCodesOfTheirOwn() {
    Dataset<Row> truth = campaign.truth();
    assertThat(truth.filter("non_codable and siret is not null").count()).isZero();
    assertThat(truth.filter("not non_codable and (siret is null or actet is null)").count())
        .isZero();
    assertThat(truth.filter("pcs_field is not null and prof is null").count()).isZero();
  }

  @Test
  void colleagues_nameTheirEmployerDifferently() {
    Map<String, Set<String>> names = new HashMap<>();
    Map<String, Integer> forms = new HashMap<>();
    for (Row row : campaign.trainingForms().filter("siret_dec is not null").collectAsList()) {
      String siret = row.getAs(Rp.SIRET_DEC);
      names.computeIfAbsent(siret, key -> new HashSet<>()).add(row.getAs(Rp.RS_X));
      forms.merge(siret, 1, Integer::sum);
    }
    List<String> busy = forms.keySet().stream().filter(s -> forms.get(s) >= 5).toList();
    assertThat(busy).hasSizeGreaterThan(20);
    double mean = busy.stream().mapToInt(s -> names.get(s).size()).average().orElse(0);
    assertThat(mean).isGreaterThan(2.5);
  }

  @Test
  void forms_areInCapitalsWithoutAccentsAndOfAtMostFiftyCharacters() {
    assertThat(
            campaign
                .trainingForms()
                .filter(
                    "rs_x rlike '[^A-Z0-9 /]' or actet_x rlike '[^A-Z0-9 /]' or length(rs_x) > 50")
                .count())
        .isZero();
  }

  @Test
  void sicoreCodesProfessionsAsItsIndicatorSays_mostlyRightly() {
    Dataset<Row> forms = campaign.campaignForms();
    assertThat(
            forms
                .filter(
                    "(coalesce(i_profs_c, '0') = '1') <> (profs_c_c is not null) or (coalesce(i_profi_c, '0') = '1') <> (profi_c_c is not null)")
                .count())
        .isZero();
    Dataset<Row> coded =
        forms
            .filter("profs_c_c is not null")
            .join(campaign.truth().filter("prof is not null"), Rp.CABBI);
    double right = (double) coded.filter("profs_c_c = prof").count() / coded.count();
    assertThat(right).isBetween(0.8, 0.93);
  }

  @Test
  void moreNoise_makesMoreDistinctWordings() {
    long calm = distinctNames(0);
    long noisy = distinctNames(2);
    assertThat(noisy).isGreaterThan(calm * 11 / 10);
  }

  private static long distinctNames(double noise) {
    return new SyntheticCampaign(SPARK, config(7, noise))
        .campaignForms()
        .select(Rp.PROFS_X)
        .distinct()
        .count();
  }

  @Test
  void places_lieInTheirDepartement() {
    Row far =
        campaign
            .sirusGeo()
            .selectExpr("count(*) as n", "sum(int(abs(latitude) > 52)) as outside")
            .first();
    assertThat(far.getLong(0)).isEqualTo(50_000);
    assertThat(far.getLong(1)).isLessThan(800);
    long placed = campaign.campaignFormsGeo().count();
    assertThat(placed).isBetween(2700L, 3000L);
  }
}
