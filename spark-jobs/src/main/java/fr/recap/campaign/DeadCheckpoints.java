package fr.recap.campaign;

import fr.recap.config.StoreSettings;
import fr.recap.runtime.StoreConfiguration;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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
    Path root = new Path(store.root());
    try (FileSystem files = FileSystem.newInstance(root.toUri(), StoreConfiguration.of(store))) {
      Path all = new Path(root, CodingCheckpoints.ROOT);
      if (!files.exists(all)) {
        return dead;
      }
      for (FileStatus tables : files.listStatus(all)) {
        for (FileStatus coders : files.listStatus(tables.getPath())) {
          if (lastWritten(files, coders) < before.toEpochMilli()) {
            String name = tables.getPath().getName() + "/" + coders.getPath().getName();
            dead.add(CodingCheckpoints.ROOT + "/" + name);
            if (remove) {
              files.delete(coders.getPath(), true);
            }
          }
        }
      }
    }
    return dead.stream().sorted().toList();
  }

  private static long lastWritten(FileSystem files, FileStatus at) throws IOException {
    if (at.isFile()) {
      return at.getModificationTime();
    }
    long newest = 0;
    for (FileStatus child : files.listStatus(at.getPath())) {
      newest = Math.max(newest, lastWritten(files, child));
    }
    return newest;
  }
}
