/**
 * The indices of establishments, of forms, of the history and of validated forms: what they are
 * made from, what a document of theirs is, and how they are built.
 *
 * <p>{@link fr.recap.indexing.BuildIndex} makes an index from a table and publishes it; {@link
 * fr.recap.indexing.ValidatedIndex} adds single forms. Settings and mappings are the files of
 * {@code conf/elasticsearch}. Values that a mapping would refuse are mended or left out, and
 * counted, before a document is sent, so that one odd value doesn't cost the document.
 */
package fr.recap.indexing;
