/**
 * Elasticsearch: building the indices of establishments and of forms, and searching them.
 *
 * <p>An index is built under a name of its own by {@link fr.recap.elastic.BuildIndex}, counted, and
 * only then does its alias move to it ({@link fr.recap.elastic.IndexAdmin}). Settings and mappings
 * are the files of {@code conf/elasticsearch}. Executors search through {@link
 * fr.recap.elastic.MultiSearch}. All of it goes through {@link fr.recap.elastic.ElasticClient},
 * which knows how to authenticate, to wait and to try again.
 *
 * <p>Documents are sent by a bulk client of our own and not by the elasticsearch-spark connector:
 * the connector refuses servers from version 9 on, can't read a PEM certificate, and tells of
 * refused documents only as a side effect inside the task, where a retried task would tell them
 * twice.
 */
package fr.recap.elastic;
