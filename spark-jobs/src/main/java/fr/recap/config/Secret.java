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

  /** Secrets of equal value are equal, so that equal settings share a connection. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Secret secret && value.equals(secret.value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  @Override
  public String toString() {
    return "***";
  }
}
