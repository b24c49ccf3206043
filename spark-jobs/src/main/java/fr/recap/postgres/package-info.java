/**
 * PostgreSQL, which holds the truth: parallel reads of one consistent snapshot, writes that become
 * visible as a whole or not at all, imports of files, checksums of tables.
 *
 * <p>A write goes to a table of the schema {@code recap_staging} first: every task copies its
 * partition and notes it in a ledger within one transaction, so that a retried or speculative task
 * finds its work done; the driver then checks ledger and counts and replaces the target. What a
 * killed driver leaves there is dropped by the next run on the same target.
 */
package fr.recap.postgres;
