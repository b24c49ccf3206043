package fr.recap.encoder;

/** A form or an establishment to learn from. */
public final class PairItem {
  private final String key;
  private final TokenBlock[] blocks;

  /**
   * @param key equal for equal establishments
   * @param blocks those of {@link PairFields}
   */
  public PairItem(String key, TokenBlock[] blocks) {
    this.key = key;
    this.blocks = blocks;
  }

  String key() {
    return key;
  }

  TokenBlock[] blocks() {
    return blocks;
  }
}
