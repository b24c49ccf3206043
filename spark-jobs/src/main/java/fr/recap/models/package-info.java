/**
 * Life of a model: a training writes its files, they are checked by loading and predicting,
 * published under a version that is never overwritten, fetched to the local disk of each machine by
 * checksum, and loaded once a JVM.
 *
 * <p>The manifest of a version is written last, so that a version without one does not exist to
 * readers.
 */
package fr.recap.models;
