package fr.recap.forms;

/** Failures of single forms, in words. */
public final class Failures {
  private Failures() {}

  /** What is told of an exception that a form met: {@code NumberFormatException: ...}. */
  public static String reason(RuntimeException e) {
    String kind = e.getClass().getSimpleName();
    return e.getMessage() == null ? kind : kind + ": " + e.getMessage();
  }
}
