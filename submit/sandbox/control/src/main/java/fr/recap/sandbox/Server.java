package fr.recap.sandbox;

/** A server of the sandbox. */
public enum Server {
  /** PostgreSQL, with the database and role {@code recap}. */
  POSTGRES("postgres", "PostgreSQL"),
  /** Elasticsearch, one node, without authentication. */
  ELASTICSEARCH("elasticsearch", "Elasticsearch"),
  /** An S3-compatible store, with the bucket {@code recap}. */
  S3("s3", "S3 store");

  private final String id;
  private final String title;

  Server(String id, String title) {
    this.id = id;
    this.title = title;
  }

  /** The name of its folders, its log and its Maven module. */
  public String id() {
    return id;
  }

  /** Its name for people. */
  public String title() {
    return title;
  }
}
