package fr.recap.evaluation;

import fr.recap.config.ConfigException;
import fr.recap.config.RecapConfig;
import fr.recap.models.ModelRef;
import fr.recap.noncodable.NoncodableTarget;
import fr.recap.noncodable.TrainNoncodable;
import fr.recap.postgres.RunManifests;
import fr.recap.texts.Texts;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What makes a form non-codable where detections are measured: what their model learned.
 *
 * @param target by which they are measured
 * @param version of the model that was trained on it; empty where that is not known, so that the
 *     settings tell the target
 * @param lacking columns that the forms lack for the target that was meant, which is not the one
 *     that they are measured by then
 */
public record DetectionTarget(NoncodableTarget target, String version, List<String> lacking) {
  private static final Logger LOG = LoggerFactory.getLogger(DetectionTarget.class);
  private static final String TEXTS = "report.detection.target.";

  public DetectionTarget {
    lacking = List.copyOf(lacking);
  }

  /** What a campaign is measured by: a model that was trained on what was finally kept. */
  static DetectionTarget usual() {
    return new DetectionTarget(NoncodableTarget.NO_FINAL_SIRET, "", List.of());
  }

  /**
   * The target of the version that gave the campaign's detections; that of the settings where the
   * manifests or the store don't tell it.
   *
   * @param ofForms columns of the forms
   */
  static DetectionTarget of(RecapConfig config, List<String> ofForms) {
    String version =
        RunManifests.models(config, config.tables().results())
            .getOrDefault(TrainNoncodable.MODEL.toLowerCase(Locale.ROOT), "");
    Optional<NoncodableTarget> trained = version.isEmpty() ? Optional.empty() : of(config, version);
    return of(
        trained.orElseGet(() -> NoncodableTarget.named(config.noncodable().target())),
        trained.isPresent() ? version : "",
        ofForms);
  }

  /** A target, or the usual one where the forms lack columns of it. */
  static DetectionTarget of(NoncodableTarget target, String version, List<String> ofForms) {
    List<String> lacking =
        target == NoncodableTarget.NO_FINAL_SIRET
            ? List.of()
            : target.columns().stream().filter(column -> !ofForms.contains(column)).toList();
    return new DetectionTarget(
        lacking.isEmpty() ? target : NoncodableTarget.NO_FINAL_SIRET, version, lacking);
  }

  private static Optional<NoncodableTarget> of(RecapConfig config, String version) {
    try {
      return Optional.of(
          new ModelRef(
                  config.store(), TrainNoncodable.MODEL, version, config.workDirectory().toString())
              .trainedWith(NoncodableTarget.SETTING)
              .map(NoncodableTarget::named)
              .orElse(NoncodableTarget.NO_FINAL_SIRET));
    } catch (ConfigException | IOException e) {
      LOG.warn(
          "What {} was trained on can't be read from {}, so {} tells it: {}",
          version,
          config.store().root(),
          NoncodableTarget.SETTING,
          e.getMessage());
      return Optional.empty();
    }
  }

  /** A sentence about it. */
  public String told(Texts texts) {
    String meaning = texts.get(TEXTS + target.text());
    if (!lacking.isEmpty()) {
      return texts.get(TEXTS + "lacking", meaning, String.join(", ", lacking));
    }
    return version.isEmpty()
        ? texts.get(TEXTS + "setting", meaning, NoncodableTarget.SETTING)
        : texts.get(TEXTS + "version", meaning, version);
  }
}
