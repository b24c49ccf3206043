package fr.recap.nomenclature;

import java.util.List;

/**
 * What is chosen on validation.
 *
 * @param sharpness power of the similarity by which a neighbour votes
 * @param weights weight of each field, the main one first, at least 0
 */
record LexicalParameters(double sharpness, List<Double> weights) {
  LexicalParameters {
    weights = List.copyOf(weights);
  }
}
