package fr.recap.geocoding;

/**
 * How a question ended.
 *
 * @param answer null unless something was found
 */
record Reply(Kind kind, Answer answer) {
  static final Reply NOTHING = new Reply(Kind.NOTHING, null);
  static final Reply OVER_BUDGET = new Reply(Kind.OVER_BUDGET, null);

  /** Ways to end. */
  enum Kind {
    FOUND(false, "answered"),
    NOTHING(false, "nothing found"),
    NONSENSE(true, "nonsense answered"),
    REFUSED(true, "question refused"),
    SERVER_ERROR(true, "server error"),
    TOO_MANY(true, "too many requests"),
    TIME_OUT(true, "time-out"),
    NO_CONNECTION(true, "no connection"),
    LEFT_ALONE(true, "not asked, the service is down"),
    OVER_BUDGET(false, "not asked, the budget is used up");

    private final boolean failure;
    private final String shown;

    Kind(boolean failure, String shown) {
      this.failure = failure;
      this.shown = shown;
    }

    /** Whether the service is to blame. */
    boolean isFailure() {
      return failure;
    }

    /** How it is called in counts. */
    String shown() {
      return shown;
    }
  }

  static Reply found(Answer answer) {
    return new Reply(Kind.FOUND, answer);
  }

  static Reply failed(Kind kind) {
    return new Reply(kind, null);
  }

  /** Whether it says something of the address, so that it is worth keeping. */
  boolean isKept() {
    return kind == Kind.FOUND || kind == Kind.NOTHING;
  }
}
