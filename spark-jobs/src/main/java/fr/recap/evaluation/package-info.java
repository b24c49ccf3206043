/**
 * How good coded tables are, computed by Spark over the tables and small once aggregated: top-k,
 * curves of coverage, precision and recall against the threshold, areas, losses and calibration,
 * confusions, groups of forms, comparison with another coder; with both denominators and intervals
 * by bootstrap. One pass over {@link fr.recap.evaluation.JudgedForms} counts nearly everything.
 */
package fr.recap.evaluation;
