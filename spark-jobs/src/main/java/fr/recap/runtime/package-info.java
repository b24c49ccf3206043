/**
 * What every run shares: its Spark session, descriptions of stages that read as sentences, progress
 * on the terminal, and the manifest that says what was read, written and rejected.
 */
package fr.recap.runtime;
