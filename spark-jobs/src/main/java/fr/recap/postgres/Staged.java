package fr.recap.postgres;

/** A staging whose tasks have all ended, and how many partitions its ledger must have. */
record Staged(Staging staging, int partitions) {}
