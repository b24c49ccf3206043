package fr.recap.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class MainTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void helpGoesToStandardOutput() {
    assertThat(run("start", "--help")).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8)).startsWith("Usage: recap sandbox");
  }

  @Test
  void anUnknownOptionNamesTheNearest() {
    assertThat(run("start", "--dri", "x")).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("--dri, nearest: --dir");
  }

  @Test
  void anUnknownActionNamesTheNearest() {
    assertThat(run("strat")).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("strat, nearest: start");
  }

  @Test
  void aMissingActionOrFolderIsWrongUsage() {
    assertThat(run()).isEqualTo(2);
    assertThat(run("start", "--dir")).isEqualTo(2);
  }

  @Test
  void anUnknownSearchServerIsWrongUsage() {
    assertThat(run("start", "--search", "solr")).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains("--search must be elasticsearch or opensearch, cannot be: solr");
  }

  @Test
  void openSearchTakesThePlaceOfElasticsearch() {
    SandboxOptions options = SandboxOptions.defaults().withOpenSearch();
    assertThat(options.servers())
        .containsExactlyInAnyOrder(Server.POSTGRES, Server.OPENSEARCH, Server.S3);
    assertThat(options.searchServer()).isEqualTo(Server.OPENSEARCH);
    assertThat(SandboxOptions.defaults().searchServer()).isEqualTo(Server.ELASTICSEARCH);
  }

  @Test
  void aHadoopClusterComesBesideTheServersOfData() {
    assertThat(SandboxOptions.defaults().servers()).doesNotContainAnyElementsOf(Server.ofHadoop());
    assertThat(SandboxOptions.defaults().withYarn().servers())
        .hasSize(8)
        .containsAll(Server.ofData())
        .contains(Server.NAME_NODE, Server.NODE_MANAGER_2);
  }

  private int run(String... args) {
    return Main.run(
        List.of(args),
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8));
  }
}
