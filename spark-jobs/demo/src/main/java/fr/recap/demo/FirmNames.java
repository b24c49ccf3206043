package fr.recap.demo;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Names of ordinary firms, made from their activity. */
final class FirmNames {
  /** Sole traders carry their own name. */
  private static final String SOLE_TRADER = "1000";

  private static final int LEAST_OF_GROUP = 10;

  private FirmNames() {}

  /**
   * What a firm is called.
   *
   * @param name of the legal unit
   * @param brand or empty
   * @param sigle or empty
   * @param cj legal category
   */
  record Names(String name, String brand, String sigle, String cj) {}

  static Names of(Activities.Activity activity, int staff, Slots slots, Draw draw) {
    NameLists words = NameLists.get();
    List<String> trades = activity.names();
    String trade = trades.get(draw.below(trades.size()));
    String person = words.surname(draw);
    if (staff <= 2 && draw.chance(0.45)) {
      String brand = draw.chance(0.55) ? brand(trade, person, slots, draw) : "";
      return new Names(person + " " + words.givenName(draw), brand, "", SOLE_TRADER);
    }
    boolean association = activity.code().startsWith("94") || draw.chance(social(activity));
    String core = core(trade, person, association, slots, draw);
    String legal = association ? "ASSOCIATION" : words.slot("legal", draw);
    String name =
        association || draw.chance(0.6)
            ? core
            : draw.chance(0.7) ? legal + " " + core : core + " " + legal;
    String brand = draw.chance(Rates.BRAND) ? brand(trade, person, slots, draw) : "";
    return new Names(
        Texts.truncate(name, 120), brand, sigle(core, draw), association ? "9220" : cj(legal));
  }

  /** Whether shops of an activity belong to chains: trade, restaurants, personal services. */
  static boolean inChains(Activities.Activity activity) {
    String section = NafCodes.get().section(activity.code());
    return section.equals("G") || section.equals("I") || activity.code().startsWith("96");
  }

  /** One of the few chains of an activity. */
  static String chain(Activities.Activity activity, long seed, Draw draw) {
    String key = activity.code() + draw.below(Rates.CHAINS_AN_ACTIVITY);
    Draw own = Draw.of(seed, "chain", key);
    String trade = activity.names().get(own.below(activity.names().size()));
    String invented = Slots.invented(own);
    return own.oneOf(invented, "LA " + invented, trade + " " + invented, invented + " " + trade);
  }

  /** The group of a unit of some size, or empty. */
  static String group(long unit, int staff, long seed, Difficulty difficulty) {
    return staff >= LEAST_OF_GROUP && difficulty.chance(Rates.GROUP, Draw.of(seed, "grouped", unit))
        ? Slots.invented(Draw.of(seed, "group", unit / Rates.UNITS_A_GROUP))
        : "";
  }

  private static double social(Activities.Activity activity) {
    String division = activity.code().substring(0, 2);
    return switch (division) {
      case "88" -> 0.7;
      case "87", "93" -> 0.4;
      case "90", "91" -> 0.5;
      default -> 0;
    };
  }

  private static String core(
      String trade, String person, boolean association, Slots slots, Draw draw) {
    NameLists words = NameLists.get();
    if (association) {
      return draw.oneOf(
          "ASSOCIATION " + trade + " " + words.slot("place", draw),
          "ASSOCIATION " + words.slot("place", draw),
          trade + " " + slots.apply("town"),
          "ASSOC " + trade + " DU PAYS DE " + slots.apply("town"),
          trade + " " + words.slot("place", draw));
    }
    return switch (draw.below(11)) {
      case 0, 1, 2 -> trade + " " + person;
      case 3 -> person + " " + trade;
      case 4 -> "ETABLISSEMENTS " + person;
      case 5 -> trade + " " + words.slot("place", draw);
      case 6 -> trade + " DE " + slots.apply("town");
      case 7 -> Slots.invented(draw);
      case 8 -> Slots.invented(draw) + " " + words.slot("sector", draw);
      case 9 -> letters(draw) + " " + trade;
      default -> person + " " + words.slot("sector", draw);
    };
  }

  private static String brand(String trade, String person, Slots slots, Draw draw) {
    NameLists words = NameLists.get();
    return draw.oneOf(
        trade + " " + words.slot("place", draw),
        trade + " " + slots.apply("town"),
        trade + " " + person,
        Slots.invented(draw),
        trade + " DU CENTRE",
        words.slot("place", draw));
  }

  private static String letters(Draw draw) {
    StringBuilder letters = new StringBuilder();
    int length = 2 + draw.below(3);
    for (int i = 0; i < length; i++) {
      letters.append("ABCDEFGHILMNOPRSTV".charAt(draw.below(18)));
    }
    return letters.toString();
  }

  private static String sigle(String name, Draw draw) {
    List<String> words = LabelFragments.words(name);
    if (words.size() < 3 || !draw.chance(0.5)) {
      return "";
    }
    return words.stream().map(word -> word.substring(0, 1)).collect(Collectors.joining());
  }

  private static String cj(String legal) {
    return Arrays.asList("SARL", "EURL").contains(legal)
        ? "5499"
        : switch (legal) {
          case "SA" -> "5599";
          case "SNC" -> "5202";
          default -> "5710";
        };
  }
}
