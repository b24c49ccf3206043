package fr.recap.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.recap.config.ConfigLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RemoteFilesTest {
  private final RemoteFiles files = new RemoteFiles(ConfigLoader.defaults().store());
  @TempDir private Path dir;

  @Test
  void aFileIsCopiedWhole() throws IOException {
    Path source = Files.writeString(dir.resolve("source"), "text");
    String target = dir.resolve("target").toUri().toString();

    files.upload(source, target);

    assertThat(dir.resolve("target")).hasContent("text");
    assertThat(files.exists(target)).isTrue();
  }

  @Test
  void aCopyThatFailsLeavesNothing() {
    Path target = dir.resolve("target");

    // A folder opens as a file but can't be read as one.
    assertThatThrownBy(() -> files.upload(dir, target.toUri().toString()))
        .isInstanceOf(IOException.class);

    assertThat(target).doesNotExist();
  }

  @Test
  void aFolderGoesWithAllThatIsInIt() throws IOException {
    Path folder = Files.createDirectories(dir.resolve("folder/inner")).getParent();
    Files.writeString(folder.resolve("inner/file"), "text");

    files.deleteFolder(folder.toString());
    files.deleteFolder(folder.toString());

    assertThat(folder).doesNotExist();
    assertThat(dir).exists();
  }
}
