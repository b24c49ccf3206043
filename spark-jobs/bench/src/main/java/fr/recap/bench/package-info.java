/**
 * Measures of coders against baselines in one run, on open data that is split here so that what is
 * tested was nowhere to be learned from.
 */
package fr.recap.bench;
