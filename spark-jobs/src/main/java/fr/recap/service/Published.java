package fr.recap.service;

import fr.recap.config.NomenclatureSettings;
import fr.recap.models.ThresholdDecision;
import fr.recap.nomenclature.NomenclatureCoder;
import fr.recap.noncodable.NoncodableScorer;
import fr.recap.siret.FormMatcher;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All that a request is answered out of: models of certain versions, and the matcher on certain
 * indices. A request keeps the one that it began with.
 *
 * @param coders by name of their nomenclature, in the order of the settings
 * @param activity the one of them whose codes the matcher reads
 * @param searching the matcher, or why there is none
 */
record Published(
    Map<String, Coder> coders,
    Coder activity,
    Detector noncodable,
    Matcher siret,
    Searching searching) {
  /** Name of what finds establishments, in paths, answers and versions. */
  static final String SIRET = "siret";

  /** Name of what tells forms that lead to no establishment. */
  static final String NONCODABLE = "noncodable";

  Published {
    coders = Collections.unmodifiableMap(new LinkedHashMap<>(coders));
  }

  /**
   * A nomenclature's coder.
   *
   * @param decided a threshold that replaces that of the training
   */
  record Coder(
      String version,
      NomenclatureCoder coder,
      NomenclatureSettings settings,
      Optional<ThresholdDecision> decided) {
    /** Whether a form has a text for each of its fields. */
    boolean readsNothingElse(SubmittedForm form) {
      return Stream.of(coder.texts(form.form())).allMatch(Objects::nonNull);
    }
  }

  /** What tells forms that lead to no establishment. */
  record Detector(String version, NoncodableScorer scorer, Optional<ThresholdDecision> decided) {}

  /** What finds establishments. */
  record Matcher(String version, FormMatcher.Model model, Optional<ThresholdDecision> decided) {}

  /**
   * The matcher on its indices.
   *
   * @param matcher null if the indices are not there
   * @param failure why not; null if they are
   */
  record Searching(FormMatcher matcher, String failure) {}

  Published with(Searching other) {
    return new Published(coders, activity, noncodable, siret, other);
  }

  /** Version of each model. */
  Map<String, String> versions() {
    Map<String, String> versions = new LinkedHashMap<>();
    coders.forEach((name, coder) -> versions.put(name, coder.version()));
    versions.put(NONCODABLE, noncodable.version());
    versions.put(SIRET, siret.version());
    return versions;
  }
}
