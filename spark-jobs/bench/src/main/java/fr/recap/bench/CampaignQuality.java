package fr.recap.bench;

import fr.recap.evaluation.Evaluation;
import fr.recap.evaluation.Measures;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** The few shares of an evaluation that tell how good a coded campaign is. */
final class CampaignQuality {
  private CampaignQuality() {}

  /**
   * Shares by code and name, in [0, 1], of all forms unless the name says otherwise; those of which
   * no form could be counted are left out.
   */
  static Map<String, Map<String, Double>> of(Evaluation evaluation) {
    Map<String, Map<String, Double>> quality = new LinkedHashMap<>();
    evaluation.codes().forEach((code, measured) -> quality.put(code, of(measured.overall())));
    Evaluation.DetectionCounts detected = evaluation.nonCodable();
    Map<String, Double> nonCodable = new TreeMap<>();
    nonCodable.put("precision", detected.precision());
    nonCodable.put("recall", detected.recall());
    quality.put("non-codable", nonCodable);
    quality.values().forEach(figures -> figures.values().removeIf(share -> share.isNaN()));
    return quality;
  }

  private static Map<String, Double> of(Measures measures) {
    Map<String, Double> figures = new TreeMap<>();
    figures.put("top-1", measures.ofAll(measures.top1()));
    figures.put("top-1-of-the-known", measures.ofReferenced(measures.top1()));
    figures.put("top-10", measures.ofAll(measures.top10()));
    figures.put("automatic", measures.coverage());
    figures.put("automatic-precision", measures.precisionOfAll());
    return figures;
  }
}
