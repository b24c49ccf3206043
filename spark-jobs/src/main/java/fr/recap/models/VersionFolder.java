package fr.recap.models;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileSystem;

/** A folder of the store with the files of one version. */
final class VersionFolder {
  private final FileSystem files;
  private final org.apache.hadoop.fs.Path folder;

  VersionFolder(FileSystem files, org.apache.hadoop.fs.Path folder) {
    this.files = files;
    this.folder = folder;
  }

  /** The files of a local folder as a manifest lists them. */
  static List<ModelFile> describe(Path local) throws IOException {
    List<Path> paths;
    try (Stream<Path> walk = Files.walk(local)) {
      paths = walk.filter(Files::isRegularFile).sorted().toList();
    }
    List<ModelFile> described = new ArrayList<>();
    for (Path path : paths) {
      String relative = local.relativize(path).toString().replace('\\', '/');
      if (!relative.equals(ModelManifest.FILE)) {
        described.add(new ModelFile(relative, Files.size(path), Checksums.of(path)));
      }
    }
    return described;
  }

  /** The manifest, or empty while the version is not complete. */
  Optional<ModelManifest> manifest() throws IOException {
    try (InputStream in = files.open(at(ModelManifest.FILE))) {
      return Optional.of(ModelManifest.fromJson(in.readAllBytes()));
    } catch (FileNotFoundException e) {
      return Optional.empty();
    }
  }

  /**
   * The text of one of its files, in UTF-8.
   *
   * @return empty if there is no such file
   */
  Optional<String> text(String relative) throws IOException {
    try (InputStream in = files.open(at(relative))) {
      return Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (FileNotFoundException e) {
      return Optional.empty();
    }
  }

  /** Deletes all of it: the manifest first, so that nobody takes what is left for complete. */
  void delete() throws IOException {
    files.delete(at(ModelManifest.FILE), false);
    files.delete(folder, true);
  }

  /** When the newest of its files was written; long ago where it has none, as nobody fills it. */
  Instant lastWritten() throws IOException {
    return RemoteFiles.lastWritten(files, folder);
  }

  /** Puts the files one by one (a store has no rename) and the manifest last. */
  void upload(Path local, ModelManifest manifest, VersionClaim claim) throws IOException {
    for (ModelFile file : manifest.files()) {
      try (OutputStream out = files.create(at(file.path()), false)) {
        Files.copy(local.resolve(file.path()), out);
      }
    }
    claim.check();
    try (OutputStream out = files.create(at(ModelManifest.FILE), false)) {
      out.write(manifest.toJson());
    }
    claim.release();
  }

  /**
   * Copies all files and the manifest into a local folder.
   *
   * @throws IOException if a file is missing or not the one that the manifest lists
   */
  void download(ModelManifest manifest, Path local) throws IOException {
    for (ModelFile file : manifest.files()) {
      Path target = local.resolve(file.path()).normalize();
      if (!target.startsWith(local)) {
        throw new IOException("The manifest of %s names %s".formatted(folder, file.path()));
      }
      Files.createDirectories(target.getParent());
      try (InputStream in = files.open(at(file.path()));
          OutputStream out = Files.newOutputStream(target)) {
        String checksum = Checksums.copy(in, out);
        if (!checksum.equals(file.sha256())) {
          throw new IOException(
              "%s is damaged: its SHA-256 is %s, the manifest says %s; publish the training again"
                  .formatted(at(file.path()), checksum, file.sha256()));
        }
      }
    }
    Files.write(local.resolve(ModelManifest.FILE), manifest.toJson());
  }

  private org.apache.hadoop.fs.Path at(String relative) {
    return new org.apache.hadoop.fs.Path(folder, relative);
  }
}
