/** Evaluations as files that people read: one self-contained HTML page, and the same as JSON. */
package fr.recap.report;
