package fr.recap.models;

import fr.recap.config.ConfigException;
import fr.recap.config.RecapConfig;
import fr.recap.config.RefusedInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Fetches a training or a published version into a folder, each file checked by its SHA-256. */
public final class PullVersion {
  private final RecapConfig config;
  private final String version;
  private final Path output;

  /**
   * @param version such as {@code NAF_2026-11-24} or {@code trainings/NAF/2026-11-24_1}
   * @param output folder, made if it is missing; it must be empty
   */
  public PullVersion(RecapConfig config, String version, Path output) {
    this.config = config;
    this.version = version;
    this.output = output.toAbsolutePath().normalize();
  }

  /**
   * Fetches it.
   *
   * @return its manifest
   * @throws ConfigException if there is no such version
   * @throws RefusedInputException if the folder holds something
   */
  public ModelManifest execute() throws IOException {
    try (ModelStore store = ModelStore.open(config.store())) {
      ModelManifest manifest = store.find(version);
      refuseUsed();
      Files.createDirectories(output);
      store.folder(manifest).download(manifest, output);
      return manifest;
    }
  }

  private void refuseUsed() throws IOException {
    boolean folder = Files.isDirectory(output);
    if (!folder && Files.exists(output)) {
      throw new RefusedInputException(
          "--output %s is no folder: name another one".formatted(output));
    }
    if (folder) {
      try (Stream<Path> files = Files.list(output)) {
        if (files.findAny().isPresent()) {
          throw new RefusedInputException(
              "--output %s is not empty: name another folder, so that nothing is mixed or lost"
                  .formatted(output));
        }
      }
    }
  }
}
