package fr.recap.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Finds the known name that the user most likely meant. */
public final class Nearest {
  private Nearest() {}

  /** The known name closest to one that is unknown, or empty if none is alike. */
  public static Optional<String> to(String unknown, Collection<String> known) {
    int limit = Math.max(2, unknown.length() / 3);
    LevenshteinDistance distance = LevenshteinDistance.getDefaultInstance();
    return known.stream()
        .filter(name -> distance.apply(unknown, name) <= limit)
        .min(
            Comparator.comparing((String name) -> distance.apply(unknown, name))
                .thenComparing(Comparator.naturalOrder()));
  }

  /** {@code "; did you mean X?"}, or nothing if no known name is alike. */
  public static String hint(String unknown, Collection<String> known) {
    return to(unknown, known).map(name -> "; did you mean " + name + "?").orElse("");
  }
}
