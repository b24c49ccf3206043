package fr.recap.demo;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * Where the establishments of an invented register lie: all of France, or some départements that
 * have as many inhabitants an establishment as the real register, so that a town has as many shops
 * of one name and as many sites of one unit.
 */
final class Territory implements Serializable {
  private final List<String> departements;
  private transient Weighted<DemoCommunes.Commune> communes;

  private Territory(List<String> departements) {
    this.departements = departements;
  }

  /**
   * The territory of a register.
   *
   * @param establishments how many it has
   */
  static Territory of(long establishments, Difficulty difficulty, long seed) {
    DemoCommunes all = DemoCommunes.get();
    double inhabitants =
        Math.max(
            Rates.LEAST_INHABITANTS,
            establishments * Rates.INHABITANTS_AN_ESTABLISHMENT / difficulty.level());
    List<String> order =
        all.departements().stream()
            .sorted(
                Comparator.comparingDouble((String d) -> Draw.of(seed, "territory", d).unit())
                    .thenComparing(Comparator.naturalOrder()))
            .toList();
    List<String> chosen = new ArrayList<>();
    double sum = 0;
    for (String departement : order) {
      double own = all.population(departement);
      if (sum < Rates.ENOUGH * inhabitants && own <= inhabitants / 2) {
        chosen.add(departement);
        sum += own;
      }
    }
    return new Territory(sum < Rates.ENOUGH * inhabitants ? order : chosen);
  }

  /** All of France. */
  static Territory ofFrance() {
    return new Territory(DemoCommunes.get().departements());
  }

  /** A commune, by its jobs. */
  DemoCommunes.Commune pick(Draw draw) {
    if (communes == null) {
      communes = DemoCommunes.get().within(Set.copyOf(departements));
    }
    return communes.pick(draw);
  }
}
