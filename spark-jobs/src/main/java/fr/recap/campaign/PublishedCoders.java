package fr.recap.campaign;

import fr.recap.coders.Coder;
import fr.recap.coders.Coders;
import fr.recap.coders.Statement;
import fr.recap.config.NomenclatureSettings;
import fr.recap.config.RecapConfig;
import fr.recap.models.Checksums;
import fr.recap.models.ModelRef;
import fr.recap.tables.Reading;
import fr.recap.tables.Rp;
import fr.recap.tables.RpOutput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * The coders of a campaign, each with the published version of its model, as they were when a run
 * began.
 *
 * @param models in the order in which they code
 */
record PublishedCoders(Map<Coder, ModelRef> models) {
  /** Hexadecimal digits that tell settings and versions apart: 64 bits. */
  private static final int DIGITS = 16;

  /**
   * Those that the settings name, or the newest.
   *
   * @throws fr.recap.config.ConfigException if one is not published
   */
  static PublishedCoders resolve(RecapConfig config) {
    try {
      Map<Coder, ModelRef> coders = new LinkedHashMap<>();
      for (Coder coder : Coders.ofCampaign(config)) {
        ModelRef model = ModelRef.resolve(config, coder.model(), coder.version());
        coders.put(coder.pinned(model), model);
      }
      return new PublishedCoders(coders);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The models can't be read from " + config.store().root() + ": " + e.getMessage(), e);
    }
  }

  Set<Coder> coders() {
    return models.keySet();
  }

  /** Published versions by name, also of what they read beside their models. */
  Map<String, String> versions() {
    return facts(ModelRef::version);
  }

  /** The fingerprints of these versions. */
  Map<String, String> fingerprints() {
    return facts(ModelRef::fingerprint);
  }

  private Map<String, String> facts(Function<ModelRef, String> fact) {
    Map<String, String> facts = new LinkedHashMap<>();
    models.forEach(
        (coder, model) -> {
          facts.put(coder.name(), fact.apply(model));
          coder.beside(model).forEach((name, version) -> facts.put(name, fact.apply(version)));
        });
    return facts;
  }

  /**
   * Tells what decides the codes of a form beside the form itself: versions, what they search in,
   * and settings; not where servers are, nor how work is cut.
   *
   * @return 16 hexadecimal digits
   */
  String fingerprint(RecapConfig config) {
    List<String> lines = new ArrayList<>();
    models.forEach((coder, model) -> lines.add(coder.name() + ": " + coder.identity(model)));
    for (NomenclatureSettings nomenclature : config.coded()) {
      lines.add("%s fills %s".formatted(nomenclature.name(), nomenclature.fills()));
    }
    return Checksums.of(String.join("\n", lines).getBytes(StandardCharsets.UTF_8))
        .substring(0, DIGITS);
  }

  /** What they read of forms, and the columns of the users' own that are filled. */
  Reading reading(RecapConfig config) {
    List<String> filled = new ArrayList<>(CodedForms.written(config));
    filled.remove(RpOutput.I_SIRET_C);
    Reading reading = Rp.readBy("code").with(filled);
    for (Map.Entry<Coder, ModelRef> each : models.entrySet()) {
      reading = each.getKey().demand(reading, each.getValue());
    }
    return reading;
  }

  /** What they say, as executors need it. */
  List<Statement> statements() {
    return models.entrySet().stream()
        .map(each -> each.getKey().statement(each.getValue()))
        .toList();
  }

  /** What compares forms that they have coded with those that they were measured on. */
  Monitor monitor() {
    Monitor monitor = new Monitor();
    models.forEach((coder, model) -> monitor.watch(model, coder.statement(model)));
    return monitor;
  }
}
