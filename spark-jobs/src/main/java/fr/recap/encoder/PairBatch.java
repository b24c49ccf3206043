package fr.recap.encoder;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Examples of one step: their forms, then all their establishments, each once. */
final class PairBatch {
  private final int forms;
  private final int[] truths;
  private final TokenBlock[][] items;

  private PairBatch(int[] truths, TokenBlock[][] items) {
    this.forms = truths.length;
    this.truths = truths;
    this.items = items;
  }

  /**
   * @param change made to the tokens of each field, such as leaving some out
   */
  static PairBatch of(List<PairExample> examples, UnaryOperator<TokenBlock> change) {
    List<TokenBlock[]> items = new ArrayList<>();
    for (PairExample example : examples) {
      items.add(changed(example.form(), change));
    }
    Map<String, Integer> positions = new HashMap<>();
    int[] truths = new int[examples.size()];
    for (int i = 0; i < truths.length; i++) {
      truths[i] = add(examples.get(i).truth(), items, positions, change);
      for (PairItem wrong : examples.get(i).wrong()) {
        add(wrong, items, positions, change);
      }
    }
    return new PairBatch(truths, items.toArray(TokenBlock[][]::new));
  }

  private static int add(
      PairItem item,
      List<TokenBlock[]> items,
      Map<String, Integer> positions,
      UnaryOperator<TokenBlock> change) {
    Integer known = positions.putIfAbsent(item.key(), positions.size());
    if (known == null) {
      items.add(changed(item, change));
      return positions.size() - 1;
    }
    return known;
  }

  private static TokenBlock[] changed(PairItem item, UnaryOperator<TokenBlock> change) {
    TokenBlock[] blocks = item.blocks().clone();
    for (int field = 0; field < blocks.length; field++) {
      blocks[field] = change.apply(blocks[field]);
    }
    return blocks;
  }

  int forms() {
    return forms;
  }

  int establishments() {
    return items.length - forms;
  }

  /** Position of a form's establishment among the establishments. */
  int truth(int form) {
    return truths[form];
  }

  /** Fields of the forms, then of the establishments. */
  TokenBlock[][] items() {
    return items;
  }
}
