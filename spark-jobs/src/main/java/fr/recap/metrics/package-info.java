/**
 * Measures of predictions on plain arrays: top-k accuracy, thresholds for a target precision,
 * calibration and the usual binary metrics. Nothing here needs Spark.
 */
package fr.recap.metrics;
