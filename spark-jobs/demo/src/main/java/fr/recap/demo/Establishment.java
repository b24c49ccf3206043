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
 * @param brand brand of the establishment in the register, or empty
 * @param sign what stands above its door, or empty; the register may not know it
 * @param site name of this site, or empty
 * @param siteRegistered whether the register has that name
 * @param group the group that its unit belongs to, which the register does not know, or empty
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
    String sign,
    String site,
    boolean siteRegistered,
    String group,
    String cj,
    int staff,
    Employer employer,
    PostalAddress address,
    Slots slots) {
  String siret() {
    return siren + nic;
  }

  /** The same at another address. */
  Establishment at(PostalAddress other) {
    return new Establishment(
        index,
        siren,
        nic,
        seatNic,
        sites,
        ape,
        apet,
        name,
        sigle,
        brand,
        sign,
        site,
        siteRegistered,
        group,
        cj,
        staff,
        employer,
        other,
        slots);
  }

  DemoCommunes.Commune commune() {
    return address.commune();
  }
}
