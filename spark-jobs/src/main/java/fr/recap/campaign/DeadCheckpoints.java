package fr.recap.campaign;

import fr.recap.config.StoreSettings;
import fr.recap.models.RemoteFiles;
import fr.recap.runtime.StoreConfiguration;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Groups of coded forms that no run has come back for ({@link CodingCheckpoints}), of all tables of
 * the store.
 */
public final class DeadCheckpoints {
  private DeadCheckpoints() {}

  /**
   * Lists them, and removes them if asked to.
   *
   * @param before groups to which something was written later may still be wanted
   * @return folders below the store's root, one for the runs of some coders on some tables
   */
  public static List<String> of(StoreSettings store, Instant before, boolean remove)
      throws IOException {
    List<String> dead = new ArrayList<>();
    Path all = new Path(store.root(), CodingCheckpoints.ROOT);
    try (FileSystem files = FileSystem.newInstance(all.toUri(), StoreConfiguration.of(store))) {
      for (Path tables : folders(files, all)) {
        for (Path coders : folders(files, tables)) {
          if (isDead(files, coders, before)) {
            dead.add(
                "%s/%s/%s".formatted(CodingCheckpoints.ROOT, tables.getName(), coders.getName()));
            if (remove) {
              files.delete(coders, true);
            }
          }
        }
      }
    }
    return dead.stream().sorted().toList();
  }

  private static List<Path> folders(FileSystem files, Path parent) throws IOException {
    try {
      return Stream.of(files.listStatus(parent)).map(FileStatus::getPath).toList();
    } catch (FileNotFoundException e) {
      return List.of();
    }
  }

  /** One that goes while it is looked at is not: its run has just published. */
  private static boolean isDead(FileSystem files, Path folder, Instant before) throws IOException {
    try {
      return RemoteFiles.lastWritten(files, folder).isBefore(before);
    } catch (FileNotFoundException e) {
      return false;
    }
  }
}
