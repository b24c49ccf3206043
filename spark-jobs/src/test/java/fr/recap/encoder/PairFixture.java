package fr.recap.encoder;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Establishments of four trades in five towns, whose names share no word with the forms: a form
 * says another word of its trade.
 */
final class PairFixture {
  private static final String[][] TRADES = {
    {"fournil", "pains", "croissants"},
    {"garage", "voitures", "mecanique"},
    {"salon", "coiffure", "cheveux"},
    {"boucherie", "viande", "jambon"}
  };
  private static final String[] TOWNS = {"annecy", "metz", "rennes", "lille", "toulouse"};

  private PairFixture() {}

  static PairFields fields() {
    VocabularyBuilder builder = new VocabularyBuilder(1000, 64);
    for (String[] trade : TRADES) {
      for (String words : trade) {
        builder.add(words);
      }
    }
    for (String town : TOWNS) {
      builder.add(town);
    }
    return new PairFields(builder.build(), 2, 2);
  }

  /** Text of the establishments: name, town. */
  static List<String> establishment(int trade, int town) {
    return List.of(TRADES[trade][0], TOWNS[town]);
  }

  /** Text of forms: employer, town; every fourth lacks the town. */
  static List<String> form(int trade, int town, int number) {
    return List.of(TRADES[trade][1 + number % 2], number % 4 == 3 ? "" : TOWNS[town]);
  }

  /** Those of the same trade elsewhere and of another one here are wrong. */
  static List<PairExample> examples(PairFields fields, int count, long seed) {
    Random random = new Random(seed);
    List<PairExample> examples = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int trade = random.nextInt(TRADES.length);
      int town = random.nextInt(TOWNS.length);
      examples.add(
          new PairExample(
              new PairItem("F" + i, fields.form(form(trade, town, i))),
              item(fields, trade, town),
              List.of(
                  item(fields, (trade + 1) % TRADES.length, town),
                  item(fields, trade, (town + 1) % TOWNS.length)),
              TOWNS[town]));
    }
    return examples;
  }

  static int trades() {
    return TRADES.length;
  }

  private static PairItem item(PairFields fields, int trade, int town) {
    return new PairItem(trade + "/" + town, fields.establishment(establishment(trade, town)));
  }
}
