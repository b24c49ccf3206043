package fr.recap.bench;

import fr.recap.config.NomenclatureSettings;
import fr.recap.demo.DemoConfig;
import fr.recap.demo.SyntheticCampaign;
import fr.recap.forms.CodedFormRows;
import fr.recap.forms.Form;
import fr.recap.metrics.Split;
import fr.recap.nomenclature.FormText;
import fr.recap.nomenclature.Nomenclature;
import fr.recap.nomenclature.TextStudy.Labelled;
import fr.recap.tables.Rp;
import fr.recap.tables.Truth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Forms of the demo: last year's to learn from, this year's with their true codes as the test. */
final class DemoForms {
  private static final double VALIDATION = 0.2;
  private static final int YEAR = 2026;

  private final SyntheticCampaign campaign;
  private final Map<String, String> truths = new HashMap<>();
  private final long seed;

  /**
   * Generates forms.
   *
   * @param forms of each year
   * @param noise factor on the rates of errors
   */
  DemoForms(SparkSession spark, long trainingForms, long forms, double noise, long seed) {
    this.seed = seed;
    campaign =
        new SyntheticCampaign(
            spark,
            new DemoConfig(
                forms, trainingForms, 50_000, seed, noise, 1, Optional.empty(), YEAR - 1, YEAR));
    for (Row row : campaign.truth().collectAsList()) {
      truths.put(key("naf", row.getAs(Truth.CABBI)), row.getAs(Truth.ACTET));
      truths.put(key("pcs", row.getAs(Truth.CABBI)), row.getAs(Truth.PROF));
    }
  }

  private static String key(String nomenclature, String cabbi) {
    return nomenclature + " " + cabbi;
  }

  /** The forms with their codes in naf or pcs; forms whose code is unknown are left out. */
  BenchPart part(NomenclatureSettings settings) {
    FormText form = new FormText(settings.inputs());
    Nomenclature tree =
        Nomenclature.read(settings.root(), campaign.nomenclatures(), campaign.modalites());
    List<Labelled> labels = new ArrayList<>();
    for (int node = 0; node < tree.size(); node++) {
      labels.add(new Labelled(tree.code(node), List.of(tree.label(node)), 1, false));
    }
    List<Labelled> train = new ArrayList<>(labels);
    List<Labelled> all = new ArrayList<>(labels);
    List<Labelled> validation = new ArrayList<>();
    for (Row row : campaign.trainingForms().collectAsList()) {
      Form columns = CodedFormRows.formOf(row);
      Optional<Labelled> labelled =
          labelled(form, tree, columns, FormText.truth(settings.truth(), columns));
      if (labelled.isPresent()) {
        boolean held = Split.uniform(row.getAs(Rp.CABBI), seed) < VALIDATION;
        (held ? validation : train).add(labelled.get());
        all.add(labelled.get());
      }
    }
    List<Labelled> test = new ArrayList<>();
    for (Row row : campaign.campaignForms().collectAsList()) {
      String truth = truths.get(key(settings.name(), row.getAs(Rp.CABBI)));
      labelled(form, tree, CodedFormRows.formOf(row), truth).ifPresent(test::add);
    }
    return new BenchPart(form, tree, Map.of(), train, validation, all, test, Map.of());
  }

  private static Optional<Labelled> labelled(
      FormText form, Nomenclature tree, Form columns, String code) {
    String[] texts = form.texts(columns);
    return code == null || texts[0] == null || tree.find(code).isEmpty()
        ? Optional.empty()
        : Optional.of(new Labelled(code, Arrays.asList(texts), 1, true));
  }
}
