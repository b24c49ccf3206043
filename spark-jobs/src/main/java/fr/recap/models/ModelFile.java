package fr.recap.models;

/**
 * A file of a version.
 *
 * @param path relative to the version's folder, with slashes
 * @param size in bytes
 * @param sha256 checksum in lower-case hexadecimal
 */
public record ModelFile(String path, long size, String sha256) {
  /**
   * Folder of a training with files that other trainings read: a published version goes without.
   */
  public static final String TRAINING_ONLY = "training-only/";

  boolean isPublished() {
    return !path.startsWith(TRAINING_ONLY);
  }
}
