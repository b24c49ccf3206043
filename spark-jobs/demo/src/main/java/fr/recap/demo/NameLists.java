package fr.recap.demo;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Names of persons and streets, and the slots of name patterns. */
final class NameLists {
  private static final class Holder {
    private static final NameLists INSTANCE = new NameLists();
  }

  private final List<String> surnames = words("surnames.txt");
  private final List<String> givenNames = words("given_names.txt");
  private final Weighted<String> streetNames =
      Weighted.parse(String.join("|", Resources.lines("street_names.txt")));
  private final Weighted<StreetType> streetTypes;
  private final Map<String, Weighted<String>> slots = new HashMap<>();

  private NameLists() {
    List<String[]> types = Resources.table("streets.csv");
    streetTypes =
        Weighted.of(
            types.stream().map(c -> new StreetType(c[0], c[1])).toList(),
            types.stream().mapToDouble(c -> Double.parseDouble(c[2])).toArray());
    for (String[] c : Resources.table("slots.csv")) {
      slots.put(c[0], Weighted.parse(c[1]));
    }
  }

  private static List<String> words(String name) {
    return Resources.lines(name).stream().flatMap(l -> Arrays.stream(l.split(" ", -1))).toList();
  }

  static NameLists get() {
    return Holder.INSTANCE;
  }

  /** Common surnames come first in the list. */
  String surname(Draw draw) {
    return surnames.get((int) (surnames.size() * Math.pow(draw.unit(), 1.3)));
  }

  String givenName(Draw draw) {
    return givenNames.get(draw.below(givenNames.size()));
  }

  String streetName(Draw draw) {
    return draw.chance(Rates.STREET_OF_A_PERSON)
        ? givenName(draw) + " " + surname(draw)
        : streetNames.pick(draw);
  }

  StreetType streetType(Draw draw) {
    return streetTypes.pick(draw);
  }

  String slot(String name, Draw draw) {
    return slots.get(name).pick(draw);
  }

  /** Replaces each {@code {slot}}: by the caller's value, else by a draw from the slot's list. */
  String fill(String pattern, UnaryOperator<String> known, Draw draw) {
    StringBuilder filled = new StringBuilder();
    int at = 0;
    for (int open = pattern.indexOf('{'); open >= 0; open = pattern.indexOf('{', at)) {
      int close = pattern.indexOf('}', open);
      String slot = pattern.substring(open + 1, close);
      String value = known.apply(slot);
      filled
          .append(pattern, at, open)
          .append(value != null ? value : fill(slot(slot, draw), known, draw));
      at = close + 1;
    }
    return filled.append(pattern.substring(at)).toString();
  }

  /** A type of street, in full and as forms abbreviate it. */
  record StreetType(String full, String abbreviated) {}
}
