package fr.recap.geocoding;

/** A reply is needed that is not known yet. It has no stack trace: it comes often. */
final class UnansweredException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Query query;

  UnansweredException(Query query) {
    super(query.toString(), null, false, false);
    this.query = query;
  }

  Query query() {
    return query;
  }
}
