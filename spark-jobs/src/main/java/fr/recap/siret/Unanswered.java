package fr.recap.siret;

/** What becomes of a form none of whose searches was answered. */
enum Unanswered {
  /** The servers are down: the whole task ends, to be run again. */
  ENDS_ALL,
  /** It has the reason as its error; the others go on. */
  IS_AN_ERROR
}
