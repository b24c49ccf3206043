package fr.recap.demo;

/**
 * Where an establishment lies.
 *
 * @param number house number, 0 for none
 * @param repetition B or T, or empty
 * @param type type of the street and its abbreviation
 * @param street name of the street
 * @param complement building or floor, or empty
 * @param commune its commune; coordinates and name may be another's in a register of real rows
 * @param postcode five characters
 * @param town name of the commune in the address
 * @param latitude degrees north
 * @param longitude degrees east
 */
record Address(
    int number,
    String repetition,
    NameLists.StreetType type,
    String street,
    String complement,
    Communes.Commune commune,
    String postcode,
    String town,
    double latitude,
    double longitude) {
  private static final int HIGHEST_COMMON_NUMBER = 90;

  /** An address of its own in a commune. */
  static Address in(Communes.Commune commune, Draw draw) {
    NameLists words = NameLists.get();
    NameLists.StreetType type = words.streetType(draw);
    String street = words.streetName(draw);
    boolean numbered = !type.abbreviated().equals("LD") && draw.chance(0.95);
    int number = numbered ? 1 + (int) (HIGHEST_COMMON_NUMBER * Math.pow(draw.unit(), 1.8)) : 0;
    String repetition = numbered && draw.chance(0.035) ? draw.oneOf("B", "B", "B", "T", "A") : "";
    String complement =
        draw.chance(0.1)
            ? draw.oneOf("BATIMENT A", "BATIMENT B", "ZONE SUD", "CENTRE COMMERCIAL", "BAT C")
            : "";
    Draw place = Draw.of(0, "street", commune.code() + type.abbreviated() + street);
    double across = place.between(-1, 1) * commune.radius();
    double up = place.between(-1, 1) * commune.radius();
    double along = number * 1.2e-4;
    return new Address(
        number,
        repetition,
        type,
        street,
        complement,
        commune,
        commune.postcode(),
        commune.name(),
        commune.latitude() + up + along * place.between(-1, 1),
        commune.longitude()
            + (across + along * place.between(-1, 1))
                / Math.cos(Math.toRadians(commune.latitude())));
  }

  /** Number, repetition, type and street, as in the normalised line 4. */
  String line() {
    return Texts.join(number > 0 ? Integer.toString(number) : "", repetition, type.full(), street);
  }
}
