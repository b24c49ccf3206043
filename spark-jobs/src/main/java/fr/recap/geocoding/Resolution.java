package fr.recap.geocoding;

/** What became of the question which commune a form means. */
public sealed interface Resolution permits ResolvedCommune, NoCommune {
  /** How the commune was found, or why there is none: one of a few phrases. */
  String reason();
}
