package fr.recap.siret;

/**
 * Earlier forms that lead to an establishment, among those that a search found.
 *
 * @param forms how many lead to it
 * @param sameWording those of them that name the employer in the same words
 * @param sameWordingHere those of these whose workplace is in the same commune
 */
record Votes(int forms, int sameWording, int sameWordingHere) {
  static final Votes NONE = new Votes(0, 0, 0);

  Votes plus(Votes other) {
    return new Votes(
        forms + other.forms,
        sameWording + other.sameWording,
        sameWordingHere + other.sameWordingHere);
  }
}
