package fr.recap.udfs.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Answers that are none, in fields for an activity or a profession (item non-response): {@code VOIR
 * CI-DESSUS}, {@code JE NE SAIS PAS}, a letter, a date, an address, a state instead of a
 * profession. Phrases are those of the resource {@code non-responses.txt}. Only whole texts are:
 * {@code CAISSE DE RETRAITE} is an answer.
 */
public enum NonResponse {
  /** Nothing is said. */
  NOTHING("says nothing"),
  /** Retired, unemployed, at home ...: no profession. */
  STATE("is a state and no profession"),
  /** Where, instead of what. */
  ADDRESS("is an address");

  private static final PhraseMap PHRASES = PhraseMap.read(NonResponse.class, "non-responses.txt");

  /** Those that stand behind a number; {@code cours} and {@code cite} are answers too. */
  private static final Set<String> STREETS =
      Set.of(
          "rue",
          "r",
          "avenue",
          "av",
          "ave",
          "boulevard",
          "bd",
          "bld",
          "bvd",
          "place",
          "pl",
          "chemin",
          "che",
          "chem",
          "impasse",
          "imp",
          "route",
          "rte",
          "allee",
          "allees",
          "all",
          "quai",
          "square",
          "sq",
          "faubourg",
          "fg",
          "fbg",
          "lotissement",
          "lot",
          "passage",
          "sentier");

  /** Those that stand at the beginning without a number; {@code route} and {@code place} do not. */
  private static final Set<String> PLAIN_STREETS =
      Set.of("rue", "avenue", "av", "boulevard", "bd", "bld", "bvd", "impasse");

  private static final Set<String> REPETITIONS = Set.of("bis", "ter", "quater");

  private static final String OF_STATES = "state";
  private static final String OF_NOTHING = "nothing";

  /** What says little, but more than nothing. */
  private static final String POOR = "with";

  /** Whom a profession that begins so is of: {@code RETRAITE SNCF}. */
  private static final Set<String> RETIRED =
      Set.of("retraite", "retraitee", "retraites", "retraitees", "preretraite", "preretraitee");

  private final String words;

  NonResponse(String words) {
    this.words = words;
  }

  /** What is told of such an answer, behind the name of its field: {@code says nothing}. */
  public String words() {
    return words;
  }

  /** What kind of non-response a text is; empty for an answer, and for null. */
  public static Optional<NonResponse> of(String text) {
    if (text == null) {
      return Optional.empty();
    }
    List<String> all = SpeltInitials.join(Words.of(text));
    if (isAddress(all)) {
      return Optional.of(ADDRESS);
    }
    List<String> kinds = new ArrayList<>();
    int at = 0;
    while (at < all.size()) {
      int length = PHRASES.matchAt(all, at);
      if (length > 0) {
        PHRASES.expandAt(all, at, kinds);
      } else if (saysNothing(all.get(at))) {
        length = 1;
      } else {
        return MissingText.isMissing(text) ? Optional.of(NOTHING) : Optional.empty();
      }
      at += length;
    }
    if (kinds.contains(OF_STATES)) {
      return Optional.of(STATE);
    }
    return kinds.contains(OF_NOTHING) || !kinds.contains(POOR)
        ? Optional.of(NOTHING)
        : Optional.empty();
  }

  /** The same of a profession: also the former one of somebody retired is no profession. */
  public static Optional<NonResponse> ofProfession(String text) {
    Optional<NonResponse> found = of(text);
    List<String> words = found.isPresent() ? List.of() : Words.of(text);
    return !words.isEmpty() && RETIRED.contains(words.get(0)) ? Optional.of(STATE) : found;
  }

  private static boolean saysNothing(String word) {
    return word.length() == 1 || isNumber(word) || StopWords.contains(word);
  }

  private static boolean isAddress(List<String> all) {
    if (all.size() > 1 && PLAIN_STREETS.contains(all.get(0))) {
      return true;
    }
    int type = all.size() > 1 && REPETITIONS.contains(all.get(1)) ? 2 : 1;
    return all.size() > type + 1 && isNumber(all.get(0)) && STREETS.contains(all.get(type));
  }

  private static boolean isNumber(String word) {
    return word.chars().allMatch(c -> c >= '0' && c <= '9');
  }
}
