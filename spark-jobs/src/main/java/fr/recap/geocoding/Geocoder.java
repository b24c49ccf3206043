package fr.recap.geocoding;

import fr.recap.config.GeocodingSettings;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The order in which services are asked for one address, until something is good enough:
 *
 * <ol>
 *   <li>the house number: BAN; BANO where BAN is less sure than 0.9; then with the complement
 *   <li>the middle between number - 2 and number + 2
 *   <li>the number without its repetition
 *   <li>the street, without the number
 *   <li>anything of that name but a whole commune
 *   <li>POI: a town hall, station, airport or shopping centre that the words name, then the whole
 *       address
 * </ol>
 *
 * <p>It asks nobody itself: it is run on the replies that are known, and says which one it needs
 * next ({@link UnansweredException}), so that the questions of many addresses go out together.
 */
final class Geocoder {
  /** BANO is asked too below this score of BAN. */
  private static final double SURE = 0.9;

  private static final double WHOLE_ADDRESS = 0.70;

  private static final String HOUSE = "housenumber";
  private static final String STREET = "street";
  private static final String ANY = "";

  private final GeocodingSettings settings;
  private final Replies replies;
  private final Address address;
  private final Commune commune;

  /**
   * @param replies those that are known
   * @param commune that of the address
   */
  Geocoder(GeocodingSettings settings, Replies replies, Address address, Commune commune) {
    this.settings = settings;
    this.replies = replies;
    this.address = address;
    this.commune = commune;
  }

  /**
   * The place of the address; empty if no service finds it, or none could be asked.
   *
   * @throws UnansweredException if a reply is needed that is not known
   */
  Optional<Answer> locate() {
    return first(
        List.of(this::house, this::withoutRepetition, this::street, this::anything, this::point));
  }

  private Optional<Answer> house() {
    if (address.street().isEmpty() || address.number().isEmpty()) {
      return Optional.empty();
    }
    String number = address.number() + repetition();
    return first(
        List.of(
            () -> best(line(number, address.street()), HOUSE),
            () ->
                address.complement().isEmpty()
                    ? Optional.empty()
                    : best(line(number, address.complement(), address.street()), HOUSE),
            this::interpolated));
  }

  private Optional<Answer> interpolated() {
    int number = Integer.parseInt(address.number());
    if (number <= 2) {
      return Optional.empty();
    }
    return Stream.of(Service.BAN, Service.BANO)
        .map(
            service -> {
              Optional<Answer> below =
                  usable(service, line(number - 2 + "", address.street()), HOUSE);
              Optional<Answer> above =
                  below.isEmpty()
                      ? below
                      : usable(service, line(number + 2 + "", address.street()), HOUSE);
              return above.map(upper -> between(below.get(), upper));
            })
        .flatMap(Optional::stream)
        .findFirst();
  }

  private Answer between(Answer below, Answer above) {
    return new Answer(
        (below.longitude() + above.longitude()) / 2,
        (below.latitude() + above.latitude()) / 2,
        Math.min(below.score(), above.score()),
        "interpolation",
        below.label().replaceFirst("^\\d+", address.number()),
        below.cityCode());
  }

  private Optional<Answer> withoutRepetition() {
    return address.street().isEmpty()
            || address.number().isEmpty()
            || address.repetition().isEmpty()
        ? Optional.empty()
        : best(line(address.number(), address.street()), HOUSE);
  }

  private Optional<Answer> street() {
    return address.street().isEmpty() ? Optional.empty() : best(line(address.street()), STREET);
  }

  private Optional<Answer> anything() {
    String named = address.street().isEmpty() ? address.complement() : address.street();
    return named.isEmpty() ? Optional.empty() : best(line(named), ANY);
  }

  private Optional<Answer> point() {
    for (PointOfInterest point : PointOfInterest.values()) {
      Optional<Answer> found =
          Stream.of(address.place(), address.complement(), address.street())
              .map(point::question)
              .flatMap(Optional::stream)
              .findFirst()
              .flatMap(question -> atPoint(line(question), point.minimum()));
      if (found.isPresent()) {
        return found;
      }
    }
    return address.street().isEmpty() && address.complement().isEmpty()
        ? Optional.empty()
        : atPoint(line(address.number(), address.street(), address.complement()), WHOLE_ADDRESS);
  }

  private Optional<Answer> atPoint(String line, double minimum) {
    return ask(Service.POI, line, ANY)
        .filter(answer -> answer.score() >= minimum)
        .map(
            answer ->
                answer.type().startsWith("poi")
                    ? answer
                    : new Answer(
                        answer.longitude(),
                        answer.latitude(),
                        answer.score(),
                        "poi." + answer.type().toLowerCase(Locale.ROOT),
                        answer.label(),
                        answer.cityCode()));
  }

  /** BAN's answer if it is sure, else that of BAN or BANO that is; BAN's of two usable numbers. */
  private Optional<Answer> best(String line, String type) {
    Optional<Answer> ban = usable(Service.BAN, line, type);
    if (ban.isPresent() && ban.get().score() >= SURE) {
      return ban;
    }
    Optional<Answer> bano = usable(Service.BANO, line, type);
    boolean surer =
        !type.equals(HOUSE)
            && ban.isPresent()
            && bano.isPresent()
            && bano.get().score() > ban.get().score();
    return ban.isEmpty() || surer ? bano : ban;
  }

  private Optional<Answer> usable(Service service, String line, String type) {
    Predicate<String> wanted =
        type.isEmpty() ? found -> !found.equals(Place.MUNICIPALITY) : type::equals;
    return ask(service, line, type)
        .filter(answer -> answer.score() >= settings.minimumScore() && wanted.test(answer.type()));
  }

  private Optional<Answer> ask(Service service, String line, String type) {
    Optional<String> url = service.url(settings.services());
    if (url.isEmpty()) {
      return Optional.empty();
    }
    // Services know Paris, Lyon and Marseille by arrondissement only.
    String within = Towns.of(commune.code()) == null ? commune.code() : "";
    Reply reply = replies.to(new Query(service, url.get(), line, within, type));
    return Optional.ofNullable(reply.answer())
        .filter(
            answer ->
                answer.cityCode().isEmpty()
                    || Communes.isWithin(answer.cityCode(), commune.code()));
  }

  private String line(String... parts) {
    StringBuilder line = new StringBuilder();
    for (String part : parts) {
      if (!part.isEmpty()) {
        line.append(part).append(' ');
      }
    }
    if (commune.postcodes().size() == 1) {
      line.append(commune.postcodes().get(0)).append(' ');
    }
    return line.append(commune.name()).toString();
  }

  private String repetition() {
    return switch (address.repetition()) {
      case "" -> "";
      case "B" -> " bis";
      case "T" -> " ter";
      case "Q" -> " quater";
      default -> " " + address.repetition();
    };
  }

  private static Optional<Answer> first(List<Supplier<Optional<Answer>>> steps) {
    return steps.stream().map(Supplier::get).flatMap(Optional::stream).findFirst();
  }
}
