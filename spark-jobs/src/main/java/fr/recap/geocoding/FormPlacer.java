package fr.recap.geocoding;

import fr.recap.config.ConfigException;
import fr.recap.config.GeocodingSettings;
import fr.recap.config.RecapConfig;
import fr.recap.config.TableName;
import fr.recap.geocoding.AddressLocator.Located;
import fr.recap.postgres.DatabaseException;
import fr.recap.postgres.Postgres;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Row;

/**
 * Places single forms as {@link GeocodeTable} places a table of them, without keeping coordinates
 * that are there. Threads may share it.
 */
public final class FormPlacer {
  private static final String RUN = "service";
  private static final int ADDRESS_AT = 8;

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

  /**
   * Where a form lies.
   *
   * @param longitude degrees east; null if unknown, as are the others
   * @param latitude degrees north
   * @param score of the coordinates, 0 to 1; 0 for the centre of a commune
   * @param type of the place
   * @param address that was found
   * @param commune code of today
   * @param communeScore how sure the commune is, 0 to 1
   * @param reason how the place was found, or why not
   * @param unanswered whether an address service could not say where the address is
   */
  public record Place(
      Double longitude,
      Double latitude,
      Double score,
      String type,
      String address,
      String commune,
      Double communeScore,
      String reason,
      boolean unanswered) {}

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
   * Places forms with the columns of {@link fr.recap.tables.Rp#TABLE}; the results are in their
   * order. Where a service is slow or down, forms lie at the centres of their communes.
   */
  public List<Place> place(List<Row> forms) {
    List<List<Object>> placed = new ArrayList<>(forms.size());
    Set<Address> addresses = new LinkedHashSet<>();
    for (Row form : forms) {
      List<Object> cells = PlaceRows.place(form, source, communes);
      placed.add(cells);
      if (!settings.services().none() && cells.get(ADDRESS_AT) != null) {
        addresses.add(address(cells));
      }
    }
    Map<Address, Located> located = locate(addresses);
    return placed.stream()
        .map(
            cells ->
                cells.get(ADDRESS_AT) == null
                    ? atCommune(cells, "", false)
                    : at(cells, located.get(address(cells))))
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

  private static Place at(List<Object> cells, Located located) {
    if (located == null) {
      return atCommune(cells, "", false);
    }
    return located
        .found()
        .map(
            answer ->
                new Place(
                    answer.longitude(),
                    answer.latitude(),
                    answer.score(),
                    answer.type(),
                    answer.label(),
                    (String) cells.get(5),
                    (Double) cells.get(6),
                    (String) cells.get(7),
                    false))
        .orElseGet(
            () ->
                atCommune(
                    cells, located.note(), !Objects.equals(located.note(), Replies.NOT_FOUND)));
  }

  private static Place atCommune(List<Object> cells, String note, boolean unanswered) {
    return new Place(
        (Double) cells.get(0),
        (Double) cells.get(1),
        (Double) cells.get(2),
        (String) cells.get(3),
        (String) cells.get(4),
        (String) cells.get(5),
        (Double) cells.get(6),
        cells.get(7) + note,
        unanswered);
  }

  private static Address address(List<Object> cells) {
    return new Address(
        (String) cells.get(ADDRESS_AT),
        (String) cells.get(ADDRESS_AT + 1),
        (String) cells.get(ADDRESS_AT + 2),
        (String) cells.get(ADDRESS_AT + 3),
        (String) cells.get(ADDRESS_AT + 4),
        (String) cells.get(ADDRESS_AT + 5));
  }
}
