package fr.recap.udfs.address;

import java.util.Objects;

/**
 * A house number.
 *
 * @param number digits without leading zeros, {@code 12}
 * @param repetition a capital letter, {@code B} for bis, {@code T} for ter, {@code Q} for quater as
 *     the register has them; null for none
 */
public record HouseNumber(String number, String repetition) {

  public HouseNumber {
    Objects.requireNonNull(number, "number");
  }

  /** The number and the repetition together, {@code 12B}. */
  @Override
  public String toString() {
    return repetition == null ? number : number + repetition;
  }
}
