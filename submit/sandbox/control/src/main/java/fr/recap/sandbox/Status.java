package fr.recap.sandbox;

import java.util.EnumMap;
import java.util.Map;

/**
 * What became of each server.
 *
 * @param states one entry a server of the sandbox
 */
public record Status(Map<Server, State> states) {

  /** State of one server. */
  public enum State {
    /** Its process lives and answers. */
    RUNNING,
    /** It was started and not stopped, but no longer answers; {@code start} repairs it. */
    CRASHED,
    /** It was not started, or was stopped. */
    STOPPED
  }

  /** Copies the states. */
  public Status {
    states = Map.copyOf(states);
  }

  /** Whether every server answers. */
  public boolean running() {
    return states.values().stream().allMatch(State.RUNNING::equals);
  }

  /** State of a server; {@code STOPPED} if it is not part of this sandbox. */
  public State of(Server server) {
    return states.getOrDefault(server, State.STOPPED);
  }

  /** One line a server. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    new EnumMap<>(states)
        .forEach(
            (server, state) ->
                text.append(
                    String.format(
                        "%-16s %s%n",
                        server.title(), state.name().toLowerCase(java.util.Locale.ROOT))));
    return text.toString();
  }
}
