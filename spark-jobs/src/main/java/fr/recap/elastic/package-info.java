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
 * <p>Documents are sent ({@link fr.recap.elastic.DocumentWriter}) and indices are read as Datasets
 * by the elasticsearch-spark connector, which refuses servers from version 9 on ({@link
 * fr.recap.elastic.SupportedServers}), reads no PEM certificate and compares no names of servers
 * ({@link fr.recap.elastic.ConnectorUser}). What it tells of refused documents comes by {@link
 * fr.recap.elastic.RefusedDocuments}.
 */
package fr.recap.elastic;
