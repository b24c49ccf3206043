package fr.recap.coders;

import fr.recap.config.ConfigException;
import fr.recap.config.Nearest;
import fr.recap.config.NomenclatureSettings;
import fr.recap.config.RecapConfig;
import fr.recap.models.Verifier;
import fr.recap.nomenclature.FormText;
import fr.recap.vectors.PublishedVectors;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The coders that the settings have. */
public final class Coders {
  private Coders() {}

  /**
   * Those that a campaign is coded by, in the order in which they code: each may read what those
   * before it say.
   */
  public static List<Coder> ofCampaign(RecapConfig config) {
    List<Coder> coders = new ArrayList<>();
    config.coded().forEach(settings -> coders.add(new OfNomenclature(config, settings)));
    coders.add(new OfEstablishments(config));
    coders.add(new OfNoncodable(config));
    return coders;
  }

  /** All of them by name: also those of nomenclatures that campaigns are not coded to. */
  public static Map<String, Coder> all(RecapConfig config) {
    Map<String, Coder> coders = new LinkedHashMap<>();
    ofCampaign(config).forEach(coder -> coders.put(coder.name(), coder));
    config.nomenclatures().values().stream()
        .filter(settings -> !settings.coded())
        .sorted(Comparator.comparing(settings -> settings.name()))
        .forEach(settings -> coders.put(settings.name(), new OfNomenclature(config, settings)));
    return coders;
  }

  /**
   * Those of some names, in that order.
   *
   * @param names as users write them
   * @throws ConfigException if the settings lack one of them
   */
  public static List<Coder> named(RecapConfig config, List<String> names) {
    Map<String, Coder> all = all(config);
    List<Coder> named = new ArrayList<>();
    for (String name : names) {
      if (!all.containsKey(name)) {
        throw new ConfigException(
            "There is no model %s; it must be one of %s%s"
                .formatted(
                    name, String.join(", ", all.keySet()), Nearest.hint(name, all.keySet())));
      }
      named.add(all.get(name));
    }
    return named;
  }

  /** How each model is checked before it is published, by its name; word vectors are one too. */
  public static Map<String, Verifier> verifiers(RecapConfig config) {
    Map<String, Verifier> verifiers = new LinkedHashMap<>();
    all(config).values().forEach(coder -> verifiers.put(coder.model(), coder.verifier()));
    verifiers.put(PublishedVectors.MODEL, PublishedVectors.verifier());
    return verifiers;
  }

  /**
   * What the coder of a nomenclature says.
   *
   * @param inputs that its model reads
   */
  public static Statement statement(NomenclatureSettings settings, FormText inputs) {
    return new NomenclatureStatement(settings.name(), inputs, settings.withoutMainField());
  }
}
