package fr.recap.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import fr.recap.texts.Language;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All settings of a run, typed and checked. Secrets are not among them: {@link #secrets} finds them
 * when a connection needs one.
 *
 * @param year the campaign that is coded
 * @param trainingYear the year whose coded forms train the models
 * @param workDirectory folder on the local disk for caches, reports and scratch
 * @param seed where all random choices derive from
 * @param trainingWorkers tasks that train trees or an encoder together, at least 1; it is part of
 *     what these depend on
 * @param maxRejectShare share of rejected rows, in [0, 1], above which a job fails as a whole
 * @param checkpointForms forms a core that {@code code} codes between two checkpoints; 0 for none
 * @param language of pages that people read
 * @param selection forms that train, project, code and evaluate work on
 * @param imports tables that {@code import --all} imports, in this order
 * @param secrets where passwords and keys are found
 * @param nomenclatures by name ({@code naf}, {@code pcs}, ...), in order of name
 * @param rendered all settings as one JSON text, for the run manifest; a password that someone put
 *     into an address is taken out
 */
public record RecapConfig(
    int year,
    int trainingYear,
    Path workDirectory,
    long seed,
    int trainingWorkers,
    double maxRejectShare,
    int checkpointForms,
    Language language,
    Selection selection,
    List<ImportSettings> imports,
    Secrets secrets,
    PostgresSettings postgres,
    ElasticsearchSettings elasticsearch,
    StoreSettings store,
    FasttextSettings fasttext,
    TableSettings tables,
    IndexSettings indices,
    GeocodingSettings geocoding,
    Map<String, NomenclatureSettings> nomenclatures,
    NoncodableSettings noncodable,
    SiretSettings siret,
    LotSettings lots,
    ServiceSettings service,
    String rendered) {

  /**
   * The settings of a nomenclature.
   *
   * @throws ConfigException if there is none of that name
   */
  public NomenclatureSettings nomenclature(String name) {
    NomenclatureSettings settings = nomenclatures.get(name);
    if (settings == null) {
      throw new ConfigException(
          "There is no nomenclature %s in the settings (nomenclatures.%s)%s"
              .formatted(name, name, Nearest.hint(name, nomenclatures.keySet())));
    }
    return settings;
  }

  /** The nomenclatures that campaigns are coded to, in order of name. */
  public List<NomenclatureSettings> coded() {
    return nomenclatures.values().stream()
        .filter(NomenclatureSettings::coded)
        .sorted(Comparator.comparing(NomenclatureSettings::name))
        .toList();
  }

  /** Their names, in this order. */
  public List<String> codedNames() {
    return coded().stream().map(NomenclatureSettings::name).toList();
  }

  /** The nomenclature of the activities that establishments have in the register. */
  public NomenclatureSettings activity() {
    return nomenclature(siret.activity());
  }

  /** The nomenclature whose codes go to the form's profession; empty if no coded one does. */
  public Optional<NomenclatureSettings> profession() {
    return coded().stream()
        .filter(
            nomenclature ->
                nomenclature.fills().equals(Optional.of(NomenclatureSettings.PROFESSION_CODE)))
        .findFirst();
  }

  /** These with other settings for geocoding. */
  public RecapConfig with(GeocodingSettings other) {
    return with(other, siret);
  }

  /** These with other settings for the matcher. */
  public RecapConfig with(SiretSettings other) {
    return with(geocoding, other);
  }

  private RecapConfig with(GeocodingSettings otherGeocoding, SiretSettings otherSiret) {
    return new RecapConfig(
        year,
        trainingYear,
        workDirectory,
        seed,
        trainingWorkers,
        maxRejectShare,
        checkpointForms,
        language,
        selection,
        imports,
        secrets,
        postgres,
        elasticsearch,
        store,
        fasttext,
        tables,
        indices,
        otherGeocoding,
        nomenclatures,
        noncodable,
        otherSiret,
        lots,
        service,
        rendered);
  }

  static RecapConfig read(Config config, Map<String, String> environment) {
    Section root = new Section(config, "");
    Section secretsAt = root.at("secrets");
    Secrets secrets =
        new Secrets(
            environment,
            secretsAt.optionalText("directory").map(Path::of),
            secretsAt.optionalText("credential-provider"));
    Map<String, NomenclatureSettings> nomenclatures = new LinkedHashMap<>();
    Section all = root.at("nomenclatures");
    for (String name : all.keys()) {
      nomenclatures.put(name, NomenclatureSettings.read(name, all.at(name)));
    }
    refuseContradictions(nomenclatures, root.at("siret"));
    return new RecapConfig(
        root.integer("year", 1900, 2999),
        root.integer("training-year", 1900, 2999),
        Path.of(root.text("work-directory")),
        root.number("seed"),
        root.integer("training-workers", 1, 1000),
        root.share("max-reject-share"),
        root.integer("checkpoint-forms", 0, 1_000_000),
        root.optionalText("language").isEmpty()
            ? Language.ofUser()
            : root.choice("language", Language.class),
        Selection.read(root.at("selection")),
        ImportSettings.read(root, "imports"),
        secrets,
        PostgresSettings.read(root.at("postgres"), secrets),
        ElasticsearchSettings.read(root.at("elasticsearch"), secrets),
        StoreSettings.read(root.at("store"), secrets),
        FasttextSettings.read(root.at("fasttext")),
        TableSettings.read(root.at("tables")),
        IndexSettings.read(root.at("indices")),
        GeocodingSettings.read(root.at("geocoding")),
        Map.copyOf(nomenclatures),
        NoncodableSettings.read(root.at("noncodable")),
        SiretSettings.read(root.at("siret")),
        LotSettings.read(root.at("lots")),
        ServiceSettings.read(root.at("service")),
        withoutSecrets(config).root().render(ConfigRenderOptions.concise()));
  }

  /** Passwords don't belong into addresses, but those that stand there are not written anywhere. */
  private static Config withoutSecrets(Config config) {
    Config clean = config;
    for (Map.Entry<String, ConfigValue> entry : config.entrySet()) {
      Object value = entry.getValue().unwrapped();
      Object redacted = redacted(value);
      if (!redacted.equals(value)) {
        clean = clean.withValue(entry.getKey(), ConfigValueFactory.fromAnyRef(redacted));
      }
    }
    return clean;
  }

  private static Object redacted(Object value) {
    if (value instanceof List<?> list) {
      return list.stream().map(RecapConfig::redacted).toList();
    }
    if (value instanceof Map<?, ?> block) {
      Map<String, Object> clean = new LinkedHashMap<>();
      block.forEach((key, of) -> clean.put(String.valueOf(key), redacted(of)));
      return clean;
    }
    return value instanceof String text ? Redaction.of(text) : value;
  }

  private static void refuseContradictions(
      Map<String, NomenclatureSettings> nomenclatures, Section siret) {
    String activity = siret.text("activity");
    if (!nomenclatures.containsKey(activity) || !nomenclatures.get(activity).coded()) {
      throw siret.wrong(
          "activity",
          "must be a nomenclature that campaigns are coded to, cannot be: %s%s"
              .formatted(activity, Nearest.hint(activity, nomenclatures.keySet())));
    }
    Map<String, String> filled = new HashMap<>();
    for (NomenclatureSettings nomenclature : nomenclatures.values()) {
      if (nomenclature.coded() && nomenclature.fills().isPresent()) {
        String other = filled.put(nomenclature.fills().get(), nomenclature.name());
        if (other != null) {
          throw new ConfigException(
              "nomenclatures.%s and nomenclatures.%s both fill %s: set fills = null, or coded = false, for one of them"
                  .formatted(other, nomenclature.name(), nomenclature.fills().get()));
        }
      }
    }
  }
}
