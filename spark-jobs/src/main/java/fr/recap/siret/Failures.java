package fr.recap.siret;

/** Failures of single forms, in words. */
final class Failures {
  private Failures() {}

  /** What is told of an exception that a form met: {@code NumberFormatException: ...}. */
  static String reason(RuntimeException e) {
    String kind = e.getClass().getSimpleName();
    return e.getMessage() == null ? kind : kind + ": " + e.getMessage();
  }
}
