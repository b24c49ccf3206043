package fr.recap.bench;

import static org.assertj.core.api.Assertions.assertThat;

import fr.recap.evaluation.Evaluation;
import fr.recap.evaluation.Evaluation.CodeEvaluation;
import fr.recap.evaluation.Evaluation.DetectionCounts;
import fr.recap.evaluation.Flow;
import fr.recap.evaluation.Measures;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CampaignQualityTest {
  @Test
  void sharesAreOfAllForms_andThoseOfNoFormAreLeftOut() {
    List<Long> hits = List.of(60L, 61L, 62L, 63L, 64L, 65L, 66L, 67L, 68L, 70L);
    Measures siret = new Measures(100, 80, 90, hits, 50, 45, 40, null);
    Evaluation evaluation =
        new Evaluation(
            "results",
            "truth",
            100,
            "naf",
            Map.of(
                "siret",
                new CodeEvaluation(siret, Map.of(), null, List.of(), List.of(), List.of())),
            new DetectionCounts(0, 0, 20, 80),
            null,
            Map.of(),
            Map.of(),
            Map.of(),
            List.of(),
            List.of(),
            List.of(),
            Flow.NONE,
            Map.of());

    assertThat(CampaignQuality.of(evaluation))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "siret",
                Map.of(
                    "top-1", 0.6,
                    "top-1-of-the-known", 0.75,
                    "top-10", 0.7,
                    "automatic", 0.5,
                    "automatic-precision", 0.8),
                "non-codable",
                Map.of("recall", 0.0)));
  }
}
