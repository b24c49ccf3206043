/**
 * The job {@code bench}: measures against baselines in one run. Coders are measured on open data
 * that is split here so that what is tested was nowhere to be learned from.
 */
package fr.recap.bench;
