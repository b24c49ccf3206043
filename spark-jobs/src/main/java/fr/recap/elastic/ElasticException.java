package fr.recap.elastic;

/** A request that the server refused, or that failed after all tries. */
public final class ElasticException extends RuntimeException {
  private final int status;
  private final String type;

  ElasticException(int status, String type, String message, Throwable cause) {
    super(message, cause);
    this.status = status;
    this.type = type;
  }

  /** One that no answer of the server tells of. */
  public ElasticException(String message) {
    this(0, "", message, null);
  }

  /** The HTTP status, 0 where there is none. */
  public int status() {
    return status;
  }

  /** The server's name of the error, such as {@code index_not_found_exception}; may be empty. */
  public String type() {
    return type;
  }
}
