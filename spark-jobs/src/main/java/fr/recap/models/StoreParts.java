package fr.recap.models;

import fr.recap.config.StoreSettings;
import fr.recap.runtime.StoreConfiguration;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;

/**
 * Folders of files that the tasks of a run hand to whoever puts them together, through the store:
 * {@code trainings/<NAME>/<run>/}. They lie there as long as the run; what a killed one left is
 * what {@code recap clean} finds as an unfinished training.
 */
public final class StoreParts implements AutoCloseable {
  private final FileSystem files;
  private final org.apache.hadoop.fs.Path folder;

  private StoreParts(FileSystem files, org.apache.hadoop.fs.Path folder) {
    this.files = files;
    this.folder = folder;
  }

  /** Opens those of a run. */
  public static StoreParts open(StoreSettings settings, String name, String run)
      throws IOException {
    org.apache.hadoop.fs.Path root = new org.apache.hadoop.fs.Path(settings.root());
    return new StoreParts(
        FileSystem.newInstance(root.toUri(), StoreConfiguration.of(settings)),
        new org.apache.hadoop.fs.Path(root, ModelStore.TRAININGS + "/" + name + "/" + run));
  }

  /** Puts the files of a local folder under a name; what lies there already is replaced. */
  public void put(Path local, String part) throws IOException {
    List<Path> paths;
    try (Stream<Path> list = Files.list(local)) {
      paths = list.filter(Files::isRegularFile).sorted().toList();
    }
    for (Path path : paths) {
      try (OutputStream out = files.create(at(part, path.getFileName().toString()), true)) {
        Files.copy(path, out);
      }
    }
  }

  /** Copies the files of a part into a local folder that is made for them. */
  public Path fetch(String part, Path parent) throws IOException {
    Path target = Files.createDirectory(parent.resolve(part));
    for (FileStatus file : files.listStatus(new org.apache.hadoop.fs.Path(folder, part))) {
      try (InputStream in = files.open(file.getPath())) {
        Files.copy(in, target.resolve(file.getPath().getName()));
      }
    }
    return target;
  }

  /** Deletes all parts. */
  public void delete() throws IOException {
    files.delete(folder, true);
  }

  @Override
  public void close() throws IOException {
    files.close();
  }

  private org.apache.hadoop.fs.Path at(String part, String file) {
    return new org.apache.hadoop.fs.Path(new org.apache.hadoop.fs.Path(folder, part), file);
  }
}
