package fr.recap.geocoding;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Places that words name and that the POI service knows, in the order in which it is asked. */
enum PointOfInterest {
  TOWN_HALL("mairie", 0.30, "mairie", "hotel de ville"),
  STATION("gare", 0.30, "gare"),
  SHOPPING_CENTRE(
      "",
      0.50,
      "centre commercial",
      "centre cial",
      "c cial",
      "ctre commercial",
      "galerie marchande"),
  AIRPORT("aeroport", 0.30, "aeroport", "aerodrome");

  private final String question;
  private final double minimum;
  private final List<String> words;

  PointOfInterest(String question, double minimum, String... words) {
    this.question = question;
    this.minimum = minimum;
    this.words = List.of(words);
  }

  /** Whether a text names any. */
  static boolean isIn(String text) {
    return Arrays.stream(values()).anyMatch(point -> point.question(text).isPresent());
  }

  /** What to ask for where a text names such a place: its word, or the text itself. */
  Optional<String> question(String text) {
    String spaced = " " + PlaceWords.of(text).spaced() + " ";
    return words.stream().anyMatch(word -> spaced.contains(" " + word + " "))
        ? Optional.of(question.isEmpty() ? text : question)
        : Optional.empty();
  }

  /** Below this score an answer is none. */
  double minimum() {
    return minimum;
  }
}
