package fr.recap.demo;

import java.util.function.UnaryOperator;

/**
 * Values of the slots in an establishment's name patterns: the same wherever the pattern is filled.
 *
 * @param seed of the universe
 * @param index of the establishment, or of its unit
 * @param naf its activity
 * @param commune where it lies
 */
record Slots(long seed, long index, String naf, Communes.Commune commune)
    implements UnaryOperator<String> {
  @Override
  public String apply(String slot) {
    Draw draw = Draw.of(seed, "slot " + slot, index);
    return switch (slot) {
      case "town" -> commune.town();
      case "dep" -> commune.departement().name();
      case "depcode" -> commune.departement().code();
      case "distrib" -> invented(draw);
      case "surname" -> NameLists.get().surname(draw);
      case "level" ->
          naf.equals("8510Z") ? "MATERNELLE" : draw.chance(0.6) ? "ELEMENTAIRE" : "PRIMAIRE";
      case "school" ->
          naf.equals("8532Z") ? "LYCEE PROFESSIONNEL" : draw.chance(0.7) ? "COLLEGE" : "LYCEE";
      case "municipal" ->
          switch (naf) {
            case "8520Z" -> "ECOLE COMMUNALE";
            case "8891A" -> "CRECHE MUNICIPALE";
            default -> value(slot, draw);
          };
      case "bigtown" -> Communes.get().biggest(commune.departement().code()).town();
      default -> value(slot, draw);
    };
  }

  String fill(String pattern) {
    return NameLists.get().fill(pattern, this, Draw.of(seed, "fill", index));
  }

  private String value(String slot, Draw draw) {
    return NameLists.get().fill(NameLists.get().slot(slot, draw), this, draw);
  }

  static String invented(Draw draw) {
    NameLists words = NameLists.get();
    return words.slot("first", draw) + words.slot("second", draw);
  }
}
