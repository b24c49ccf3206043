package fr.recap.siret;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Says in words why a candidate stands where it does: what its features tell, kind by kind, in the
 * order of what the trees owe to each kind. Immutable.
 */
final class Explanation {
  private static final List<String> KINDS = List.of("name", "history", "place", "activity", "unit");
  private static final double MOST = 0.75;
  private static final double NEAR = 0.05;

  /** The profession comes with the activity e times as often as forms do altogether. */
  private static final double PLAUSIBLE = 1;

  private final List<String> names;
  private final Map<String, Integer> positions = new LinkedHashMap<>();

  Explanation(List<String> features) {
    names = features;
    for (int i = 0; i < features.size(); i++) {
      positions.put(features.get(i), i);
    }
  }

  /** Reads the features of one candidate by their names. */
  private final class Values {
    private final float[] features;

    private Values(float[] features) {
      this.features = features;
    }

    private double of(String name) {
      return features[positions.get(name)];
    }

    private boolean is(String name) {
      return of(name) == 1;
    }

    private int count(String name) {
      return (int) of(name);
    }
  }

  /**
   * The reasons for a candidate that trees ranked, the weightiest first.
   *
   * @return such as {@code name: all words found; same street and number; 3 earlier forms with this
   *     employer in this commune}; perhaps empty
   */
  String of(Evidence evidence, TreeEnsemble trees) {
    double[] contributions = trees.contributions(evidence.features());
    Map<String, Double> weights = new LinkedHashMap<>();
    for (int i = 0; i < contributions.length; i++) {
      String name = names.get(i);
      weights.merge(name.substring(0, name.indexOf('.')), contributions[i], Double::sum);
    }
    Values values = new Values(evidence.features());
    List<String> reasons = new ArrayList<>();
    KINDS.stream()
        .sorted(Comparator.comparingDouble(kind -> -weights.getOrDefault(kind, 0.0)))
        .map(kind -> reason(kind, values, evidence))
        .filter(reason -> !reason.isEmpty())
        .forEach(reasons::add);
    return String.join("; ", reasons);
  }

  private static String reason(String kind, Values values, Evidence evidence) {
    return switch (kind) {
      case "name" -> name(values);
      case "history" -> history(values);
      case "place" -> place(values);
      case "activity" -> activity(values, evidence);
      default -> values.is("unit.head_office") ? "head office" : "";
    };
  }

  private static String name(Values values) {
    if (values.is("name.equal")) {
      return values.is("search.exact") && values.count("history.same_words_here") == 0
          ? "the only one of this name in its commune"
          : "same name";
    }
    if (values.is("name.acronym")) {
      return "name: acronym";
    }
    if (values.of("name.covered") > 1 - NEAR) {
      return "name: all words found";
    }
    if (values.of("name.covered_with_town") > 1 - NEAR) {
      return "name: all words found in its names and commune";
    }
    if (values.of("name.covered") > MOST) {
      return "name: most words found";
    }
    return values.of("name.rarest") > 0 ? "name: a word in common" : "";
  }

  private static String history(Values values) {
    int here = values.count("history.same_words_here");
    if (here > 0) {
      return forms(here) + " with this employer in this commune";
    }
    int sameWords = values.count("history.same_words");
    if (sameWords > 0) {
      return forms(sameWords) + " with this employer";
    }
    int alike = values.count("history.forms");
    return alike > 0 ? forms(alike) + " like this one" : "";
  }

  private static String forms(int count) {
    return count == 1 ? "1 earlier form" : count + " earlier forms";
  }

  private static String place(Values values) {
    boolean street = values.of("place.street") > 1 - NEAR;
    double kilometres = Math.expm1(values.of("place.distance"));
    if (street && values.is("place.number")) {
      return "same street and number";
    }
    if (street && (values.is("place.commune") || Double.isNaN(values.of("place.commune")))) {
      return "same street";
    }
    if (kilometres < 1) {
      return String.format(Locale.ROOT, "%d m away", Math.round(1000 * kilometres));
    }
    if (values.is("place.commune")) {
      return "same commune";
    }
    if (values.of("place.commune_name") == 1) {
      return "commune of this name";
    }
    return kilometres < 30 ? String.format(Locale.ROOT, "%.0f km away", kilometres) : "";
  }

  private static String activity(Values values, Evidence evidence) {
    if (evidence.nafScore() > NEAR) {
      return String.format(
          Locale.ROOT, "activity %s predicted with %.2f", evidence.apet(), evidence.nafScore());
    }
    if (values.of("activity.division") > NEAR) {
      return "activity %s in a predicted division".formatted(evidence.apet());
    }
    return values.of("activity.profession") > PLAUSIBLE
        ? "activity %s usual for the profession".formatted(evidence.apet())
        : "";
  }
}
