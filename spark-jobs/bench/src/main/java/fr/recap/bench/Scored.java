package fr.recap.bench;

/**
 * What a coder says of one form.
 *
 * @param codes the first ones, the best first
 * @param probability that the first one is right, in [0, 1]
 */
record Scored(java.util.List<String> codes, double probability) {}
