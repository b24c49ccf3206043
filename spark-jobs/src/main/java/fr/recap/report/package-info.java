/** Evaluations and explanations as files and texts that people read. */
package fr.recap.report;
