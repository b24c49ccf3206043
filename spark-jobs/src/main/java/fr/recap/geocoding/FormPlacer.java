package fr.recap.geocoding;

import fr.recap.config.ConfigException;
import fr.recap.config.GeocodingSettings;
import fr.recap.config.RecapConfig;
import fr.recap.config.TableName;
import fr.recap.forms.Form;
import fr.recap.geocoding.AddressLocator.Located;
import fr.recap.postgres.DatabaseException;
import fr.recap.postgres.Postgres;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Places single forms as {@link GeocodeTable} places a table of them, without keeping coordinates
 * that are there. Threads may share it.
 */
public final class FormPlacer {
  private static final String RUN = "service";

  private static final AddressLocator.Counts NOT_COUNTED =
      new AddressLocator.Counts() {
        @Override
        public void cached(Query query) {}

        @Override
        public void ended(Query query, Reply reply) {}
      };

  private final GeocodingSettings settings;
  private final GeocodeSource source;
  private final Communes communes;
  private final AnswerCache cache;
  private final Postgres postgres;
  private final TableName cacheTable;
  private final Duration limit;

  private FormPlacer(
      RecapConfig config, GeocodingSettings settings, Communes communes, Duration limit) {
    this.settings = settings;
    this.source = GeocodeSource.forms(config);
    this.communes = communes;
    this.postgres = new Postgres(config.postgres());
    this.cacheTable = config.tables().geocodingCache();
    this.cache = new AnswerCache(postgres, cacheTable);
    this.limit = limit;
  }

  /**
   * Reads the communes, and their centres out of the register if no file tells them.
   *
   * @param settings how services are asked
   * @param limit for which the services may be asked about the forms of one call
   */
  public static FormPlacer open(RecapConfig config, GeocodingSettings settings, Duration limit) {
    Communes read = Communes.read(config.geocoding().communes().stream().map(Path::of).toList());
    Communes completed = read.withCentres(RegisterCentres.read(config, read.withoutCentre()));
    completed.resolver();
    FormPlacer placer = new FormPlacer(config, settings, completed, limit);
    if (!settings.services().none()) {
      placer.cache.create();
    }
    return placer;
  }

  /**
   * Places forms; the results are in their order. Where a service is slow or down, forms lie at the
   * centres of their communes.
   */
  public List<Place> place(List<Form> forms) {
    List<DeclaredAddress> declared =
        forms.stream().map(form -> DeclaredAddress.of(form::declared, source, communes)).toList();
    Set<Address> addresses = new LinkedHashSet<>();
    if (!settings.services().none()) {
      declared.forEach(form -> form.address().ifPresent(addresses::add));
    }
    Map<Address, Located> located = locate(addresses);
    return declared.stream()
        .map(
            form ->
                form.address()
                    .map(located::get)
                    .map(found -> form.centre().at(found))
                    .orElse(form.centre()))
        .toList();
  }

  private Map<Address, Located> locate(Set<Address> addresses) {
    Map<Address, Located> located = new HashMap<>();
    if (addresses.isEmpty()) {
      return located;
    }
    CallBudget budget = CallBudget.open(postgres, cacheTable, RUN, 0, limit);
    try {
      new AddressLocator(settings, communes, cache, budget, NOT_COUNTED)
          .locate(List.copyOf(addresses))
          .forEach(each -> located.put(each.address(), each));
    } catch (DatabaseException | ConfigException e) {
      // Answers are kept in PostgreSQL; without it, services would be asked the same for ever.
      addresses.forEach(
          address ->
              located.put(
                  address,
                  new Located(
                      address,
                      Optional.empty(),
                      "; the kept answers of address services can't be read")));
    }
    return located;
  }
}
