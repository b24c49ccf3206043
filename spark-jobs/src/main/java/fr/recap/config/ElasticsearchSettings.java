package fr.recap.config;

import java.io.Serializable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How Elasticsearch is reached and loaded.
 *
 * @param nodes URLs
 * @param user user of the password; empty for an API key or no authentication
 * @param caCertificate PEM file of the authority that signed the server's certificate
 * @param synonyms rules for searches on names; empty for the list that comes with recap-spark
 * @param bulk how documents are sent
 * @param search how executors search
 */
public record ElasticsearchSettings(
    List<String> nodes,
    Optional<String> user,
    Optional<Secret> password,
    Optional<Secret> apiKey,
    Optional<String> caCertificate,
    int shards,
    int replicas,
    Optional<String> synonyms,
    Bulk bulk,
    Search search)
    implements Serializable {

  /**
   * How documents are sent.
   *
   * @param documents documents of one request
   * @param bytes bytes of one request
   * @param retries tries of a document that meets a full queue before it is a reject, and of a
   *     request that fails
   * @param retryWait before such a document is sent again
   */
  public record Bulk(int documents, long bytes, int retries, Duration retryWait)
      implements Serializable {}

  /**
   * How executors search.
   *
   * @param batch searches of one multi-search request
   * @param concurrency requests that one executor has under way at a time
   * @param timeout of one request
   * @param retries tries after 429, 502, 503, 504 and broken connections
   */
  public record Search(int batch, int concurrency, Duration timeout, int retries)
      implements Serializable {}

  /** The synonyms file, if the user has one. */
  public Optional<Path> synonymsFile() {
    return synonyms.map(Path::of);
  }

  /** The same with other limits of searches. */
  public ElasticsearchSettings with(Search other) {
    return new ElasticsearchSettings(
        nodes, user, password, apiKey, caCertificate, shards, replicas, synonyms, bulk, other);
  }

  private Object writeReplace() {
    return new SerializedRecord(this);
  }

  static ElasticsearchSettings read(Section section, Secrets secrets) {
    Section bulk = section.at("bulk");
    Section search = section.at("search");
    return new ElasticsearchSettings(
        section.texts("nodes"),
        section.optionalText("user"),
        secrets.find("elasticsearch.password"),
        secrets.find("elasticsearch.api-key"),
        section.optionalText("ca-certificate"),
        section.integer("shards", 1, 1024),
        section.integer("replicas", 0, 16),
        section.optionalText("synonyms"),
        new Bulk(
            bulk.integer("documents", 1, 100_000),
            bulk.bytes("bytes"),
            bulk.integer("retries", 0, 100),
            bulk.duration("retry-wait")),
        new Search(
            search.integer("batch", 1, 10_000),
            search.integer("concurrency", 1, 64),
            search.duration("timeout"),
            search.integer("retries", 0, 100)));
  }
}
