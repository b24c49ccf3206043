package fr.recap.image;

import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FilePermissions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Layers of an image: files of root that all may read, with one date, in the order of their names.
 */
final class Layers {
  /** The date of every file, so that the same files give the same bytes. */
  static final Instant DATE = Instant.EPOCH.plusSeconds(1);

  private static final FilePermissions READABLE = FilePermissions.fromOctalString("644");
  private static final FilePermissions EXECUTABLE = FilePermissions.fromOctalString("755");
  private static final FilePermissions OPEN = FilePermissions.fromOctalString("777");

  private final List<FileEntriesLayer> layers = new ArrayList<>();
  private final Path scratch;
  private FileEntriesLayer.Builder layer;

  /**
   * @param scratch folder for texts that become files
   */
  Layers(Path scratch) {
    this.scratch = scratch;
  }

  /** Begins a layer. */
  void begin(String name) {
    end();
    layer = FileEntriesLayer.builder().setName(name);
  }

  private void end() {
    if (layer != null) {
      layers.add(layer.build());
    }
  }

  /** A file of this machine. */
  void file(Path file, String target) {
    FilePermissions permissions = Files.isExecutable(file) ? EXECUTABLE : READABLE;
    layer.addEntry(file, AbsoluteUnixPath.get(target), permissions, DATE);
  }

  /** A text. */
  void text(String text, String target, boolean executable) throws IOException {
    Path file = Files.createTempFile(scratch, "text", "");
    Files.writeString(file, text, StandardCharsets.UTF_8);
    layer.addEntry(file, AbsoluteUnixPath.get(target), executable ? EXECUTABLE : READABLE, DATE);
  }

  /** An empty folder that everybody may write to. */
  void openFolder(String target) throws IOException {
    Path folder = Files.createTempDirectory(scratch, "folder");
    layer.addEntry(folder, AbsoluteUnixPath.get(target), OPEN, DATE);
  }

  /** All files below a folder. */
  void folder(Path folder, String target) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(folder)) {
      files = all.filter(Files::isRegularFile).sorted().toList();
    }
    for (Path file : files) {
      file(file, target + "/" + folder.relativize(file));
    }
  }

  List<FileEntriesLayer> all() {
    end();
    layer = null;
    return List.copyOf(layers);
  }
}
