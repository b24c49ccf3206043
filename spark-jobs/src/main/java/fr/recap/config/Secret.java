package fr.recap.config;

import java.io.Serializable;
import java.util.Objects;

/** A password or key. It prints as stars; {@link #reveal} gives its value to a connection. */
public final class Secret implements Serializable {
  private final String value;

  public Secret(String value) {
    this.value = Objects.requireNonNull(value, "value");
  }

  /** The value itself, never to be logged or stored. */
  public String reveal() {
    return value;
  }

  @Override
  public String toString() {
    return "***";
  }
}
