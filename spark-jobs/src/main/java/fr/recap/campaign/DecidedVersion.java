package fr.recap.campaign;

import fr.recap.coders.Coder;
import fr.recap.coders.Coders;
import fr.recap.config.ConfigException;
import fr.recap.config.RecapConfig;
import fr.recap.evaluation.DecisionCurve;
import fr.recap.models.ModelRef;
import fr.recap.models.ModelStore;
import fr.recap.models.ThresholdDecision;
import fr.recap.models.VersionName;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A published version whose threshold is decided on.
 *
 * @param coder whose model it is
 * @param newest the newest version when the choice began
 */
record DecidedVersion(RecapConfig config, Coder coder, ModelRef ref, String newest) {
  /**
   * Finds it.
   *
   * @param model name of the model of a coder, such as NAF, or one of its published versions
   * @throws ConfigException if the model is unknown or not published
   */
  static DecidedVersion of(RecapConfig config, String model) throws IOException {
    Optional<VersionName> named = VersionName.parse(model);
    String name = named.map(VersionName::name).orElse(model.toUpperCase(Locale.ROOT));
    Map<String, Coder> coders =
        Coders.ofCampaign(config).stream().collect(Collectors.toMap(Coder::model, coder -> coder));
    Coder coder = coders.get(name);
    if (coder == null) {
      throw new ConfigException(
          "--model must be one of %s or a published version of them, cannot be: %s"
              .formatted(coders.keySet().stream().sorted().toList(), model));
    }
    return new DecidedVersion(
        config,
        coder,
        ModelRef.resolve(config, name, named.map(version -> model)),
        ModelRef.resolve(config, name, Optional.empty()).version());
  }

  /**
   * Publishes the version again with a decision in its manifest.
   *
   * @param data what it was chosen on
   * @return the new version
   * @throws fr.recap.config.RefusedInputException if another version was published meanwhile
   */
  String store(DecisionCurve.Point chosen, double targetPrecision, String data) throws IOException {
    ThresholdDecision decision =
        new ThresholdDecision(
            chosen.threshold(),
            targetPrecision,
            chosen.precision().value(),
            chosen.coverage().value(),
            System.getProperty("user.name"),
            Instant.now(Clock.systemUTC()),
            data);
    try (ModelStore opened = ModelStore.open(config.store())) {
      return opened
          .decide(ref.name(), ref.version(), newest, decision, config.workDirectory())
          .version();
    }
  }
}
