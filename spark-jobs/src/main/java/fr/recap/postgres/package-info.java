/**
 * PostgreSQL, which holds the truth: parallel reads of one consistent snapshot, writes that become
 * visible as a whole or not at all, imports of files, checksums of tables.
 *
 * <p>A write goes to a table of the schema {@code recap_staging} first: every task copies its
 * partition and notes it in a ledger within one transaction, so that a retried or speculative task
 * finds its work done; the driver then checks ledger and counts, and publishes: it locks all
 * targets and replaces their rows in one transaction. What a killed driver leaves there is dropped
 * by the next run on the same target. One run at a time writes a table ({@link
 * fr.recap.postgres.RunLock}).
 */
package fr.recap.postgres;
