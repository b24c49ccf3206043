package fr.recap.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.net.URI;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.Test;

class MissingFileSystemTest {
  /** Hadoop knows the class of Azure's store, which the class path of tests lacks. */
  @Test
  void theClassThatHadoopDoesNotFindIsTold() {
    Throwable failure =
        catchThrowable(
            () -> FileSystem.newInstance(URI.create("abfs://a@b/"), new Configuration()));

    assertThat(MissingFileSystem.of(new IllegalStateException(failure)))
        .contains(
            "There is no org.apache.hadoop.fs.azurebfs.AzureBlobFileSystem on the class path");
  }

  @Test
  void otherFailuresAreOthers() {
    assertThat(MissingFileSystem.of(new IllegalStateException("Class x not found"))).isEmpty();
    assertThat(
            MissingFileSystem.of(
                new RuntimeException(new ClassNotFoundException("Class fr.recap.X not found"))))
        .isEmpty();
  }
}
