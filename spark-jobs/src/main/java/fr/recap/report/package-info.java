/** Evaluations and explanations as pages, files and texts that people read. */
package fr.recap.report;
