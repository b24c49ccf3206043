package fr.recap.campaign;

import fr.recap.config.RecapConfig;
import fr.recap.models.Verifier;
import fr.recap.nomenclature.NomenclatureCoder;
import fr.recap.nomenclature.TrainNomenclature;
import fr.recap.noncodable.NoncodableScorer;
import fr.recap.noncodable.TrainNoncodable;
import fr.recap.siret.MatchSiret;
import fr.recap.vectors.PublishedVectors;
import java.util.LinkedHashMap;
import java.util.Map;

/** The models that a campaign uses, and how each is checked before it is published. */
public final class CampaignModels {
  private CampaignModels() {}

  /** Checks by name of model: one for each nomenclature of the settings, and the three others. */
  public static Map<String, Verifier> verifiers(RecapConfig config) {
    Map<String, Verifier> verifiers = new LinkedHashMap<>();
    config
        .nomenclatures()
        .keySet()
        .forEach(
            name -> verifiers.put(TrainNomenclature.model(name), NomenclatureCoder.verifier()));
    verifiers.put(TrainNoncodable.MODEL, NoncodableScorer.verifier());
    verifiers.put(MatchSiret.MODEL, MatchSiret.verifier());
    verifiers.put(PublishedVectors.MODEL, PublishedVectors.verifier());
    return verifiers;
  }
}
