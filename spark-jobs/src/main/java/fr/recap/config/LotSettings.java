package fr.recap.config;

import java.io.Serializable;
import java.util.List;
import java.util.Locale;

/**
 * How forms that clerks have to code are put together.
 *
 * @param size forms of a lot
 * @param lotsPerWave lots of a wave
 * @param groupBy what the forms of a lot have in common
 */
public record LotSettings(int size, int lotsPerWave, GroupBy groupBy) implements Serializable {

  /** What the forms of a lot have in common. */
  public enum GroupBy {
    DEPARTEMENT,
    EMPLOYER
  }

  static LotSettings read(Section section) {
    return new LotSettings(
        section.integer("size", 1, 100_000),
        section.integer("lots-per-wave", 1, 100_000),
        GroupBy.valueOf(
            section
                .oneOf("group-by", List.of("departement", "employer"))
                .toUpperCase(Locale.ROOT)));
  }
}
