package fr.recap.geocoding;

import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A row at the centre of its commune.
 *
 * @param address that services can be asked for; empty where the commune is not known or nothing
 *     else is
 */
record DeclaredAddress(Place centre, Optional<Address> address) {
  /**
   * Resolves a row.
   *
   * @param columns the text of a column, perhaps null
   */
  static DeclaredAddress of(
      UnaryOperator<String> columns, GeocodeSource source, Communes communes) {
    Resolution resolution = communes.resolver().resolve(source.place(columns));
    return new DeclaredAddress(
        Place.of(resolution, communes),
        resolution instanceof ResolvedCommune commune
            ? Optional.of(source.address(columns, commune.code()))
                .filter(address -> !address.isCommuneOnly())
            : Optional.empty());
  }
}
