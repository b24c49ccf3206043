/**
 * Elasticsearch: requests, searches by the batch, documents by the batch, and the versions of an
 * index behind its alias. Nothing here knows what the documents are: that is {@code
 * fr.recap.indexing}.
 *
 * <p>An index is built under a name of its own, counted, and only then does its alias move to it
 * ({@link fr.recap.elastic.IndexAdmin}). Executors search through {@link
 * fr.recap.elastic.MultiSearch}. All of it goes through {@link fr.recap.elastic.ElasticClient},
 * which knows how to authenticate, to wait and to try again.
 *
 * <p>Documents are sent by a bulk client of our own ({@link fr.recap.elastic.BulkWriter}) and not
 * by the elasticsearch-spark connector: the connector refuses servers from version 9 on, can't read
 * a PEM certificate, and tells of refused documents only as a side effect inside the task, where a
 * retried task would tell them twice.
 */
package fr.recap.elastic;
