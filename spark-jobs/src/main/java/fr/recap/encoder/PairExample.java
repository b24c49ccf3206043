package fr.recap.encoder;

import java.util.List;

/**
 * A form whose establishment is known.
 *
 * @param truth its establishment
 * @param wrong establishments that resemble it and are not meant: hard negatives
 * @param group forms of one group, such as a département, share batches: the establishments of each
 *     are then hard negatives of the others
 */
public record PairExample(PairItem form, PairItem truth, List<PairItem> wrong, String group) {
  public PairExample {
    wrong = List.copyOf(wrong);
  }
}
