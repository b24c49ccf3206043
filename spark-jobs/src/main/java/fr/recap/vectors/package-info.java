/**
 * Word vectors in jobs: training, reduction and publishing of fastText models, their versions on
 * each machine, and the features that pipelines make of them.
 *
 * <p>A version is published once, fetched by each machine into its cache and mapped by each JVM;
 * executors never get it by broadcast. The format and its arithmetic are in {@link
 * fr.recap.udfs.vectors}.
 */
package fr.recap.vectors;
