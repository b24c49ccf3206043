package fr.recap.demo;

/**
 * A share of forms: as generated and as published.
 *
 * @param field what is counted, e.g. {@code clt_x missing}
 * @param target published share, 0 to 1
 * @param generated share of the generated forms, 0 to 1
 */
public record TargetRate(String field, double target, double generated) {}
