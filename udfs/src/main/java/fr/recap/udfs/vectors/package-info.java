/**
 * fastText word vectors: the {@code .bin} format memory-mapped, the native library through JNI, and
 * the reduction of a model to fewer dimensions.
 *
 * <p>Both engines answer {@link fr.recap.udfs.vectors.WordVectors} with the same bits. The mapped
 * one holds a table of the vocabulary on the heap and nothing else: all JVMs of a machine share the
 * pages of one file. Everything here may be shared between threads, without locks. Nothing knows of
 * Spark.
 */
package fr.recap.udfs.vectors;
