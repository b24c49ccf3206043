package fr.recap.geocoding;

import java.util.Map;

/** The replies that are known while one address is located, and what went wrong among them. */
final class Replies {
  /** Note of an address that all services were asked for. */
  static final String NOT_FOUND = "; no service knows the address";

  private final Map<Query, Reply> known;
  private boolean failed;
  private boolean overBudget;

  Replies(Map<Query, Reply> known) {
    this.known = known;
  }

  /**
   * The reply to a question.
   *
   * @throws UnansweredException if it is not known
   */
  Reply to(Query query) {
    Reply reply = known.get(query);
    if (reply == null) {
      throw new UnansweredException(query);
    }
    failed |= reply.kind().isFailure();
    overBudget |= reply.kind() == Reply.Kind.OVER_BUDGET;
    return reply;
  }

  /** What to tell of an address that was not found. */
  String note() {
    if (overBudget) {
      return "; the budget of calls was used up";
    }
    return failed ? "; an address service failed" : NOT_FOUND;
  }
}
