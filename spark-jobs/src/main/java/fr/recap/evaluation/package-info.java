/**
 * How good coded tables are: top-k, coverage and precision of the automatic coding, with both
 * denominators, computed by Spark over the tables and small once aggregated.
 */
package fr.recap.evaluation;
