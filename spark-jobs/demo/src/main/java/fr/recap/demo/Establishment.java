package fr.recap.demo;

/**
 * An establishment of the register.
 *
 * @param index its number in its universe
 * @param siren nine digits of the legal unit
 * @param nic five digits within the unit
 * @param seatNic nic of the head office
 * @param sites sites of the unit
 * @param ape activity of the unit
 * @param apet activity of the establishment
 * @param name name of the unit, in capitals
 * @param sigle acronym, or empty
 * @param brand brand of the establishment, or empty
 * @param site name of this site, or empty
 * @param cj legal category
 * @param staff number of workers
 * @param employer the named employer it belongs to, or null
 * @param address where it lies
 * @param slots values of the name patterns
 */
record Establishment(
    long index,
    String siren,
    String nic,
    String seatNic,
    int sites,
    String ape,
    String apet,
    String name,
    String sigle,
    String brand,
    String site,
    String cj,
    int staff,
    Employer employer,
    PostalAddress address,
    Slots slots) {
  String siret() {
    return siren + nic;
  }

  DemoCommunes.Commune commune() {
    return address.commune();
  }
}
