package fr.recap.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.recap.config.Secret;
import fr.recap.config.StoreSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The store on a real S3 server. */
class S3StoreTest {
  @TempDir Path work;
  @TempDir Path artefact;

  private static StoreSettings settings(String secretKey) throws IOException {
    return settings(TestS3.endpoints().storeEndpoint(), secretKey, Optional.empty());
  }

  private static StoreSettings settings(String endpoint, String secretKey, Optional<String> token)
      throws IOException {
    return new StoreSettings(
        TestS3.endpoints().storeRoot() + "/" + UUID.randomUUID(),
        Optional.of(endpoint),
        "us-east-1",
        true,
        Optional.of(new Secret(TestS3.secret("store.access-key"))),
        Optional.of(new Secret(secretKey)),
        token.map(Secret::new));
  }

  @Test
  void aModelGoesThroughTheWholeOfItsLife() throws IOException {
    StoreSettings settings = settings(TestS3.secret("store.secret-key"));
    Files.writeString(artefact.resolve("weights.txt"), "abc");
    TrainingFacts facts = new TrainingFacts(7, "3-abc", Map.of("top-1", 0.5));
    String version;
    try (ModelStore store = ModelStore.open(settings)) {
      store.saveTraining("NAF", artefact, facts);
      version = store.publish("NAF", folder -> {}, work).version();

      assertThat(store.published("NAF")).containsExactly(version);
      assertThat(store.publish("NAF", folder -> {}, work).version()).isEqualTo(version + "_2");
    }

    ModelRef ref = new ModelRef(settings, "NAF", version, work.toString());
    assertThat(ref.fetch().resolve("weights.txt")).hasContent("abc");
    assertThat(ref.toString()).isEqualTo(version);
  }

  @Test
  void aWrongKeyFailsAndIsNotTold() throws IOException {
    StoreSettings settings = settings("not-the-secret-key");

    try (ModelStore store = ModelStore.open(settings)) {
      assertThatThrownBy(() -> store.published("NAF"))
          .isInstanceOf(IOException.class)
          .hasMessageNotContaining("not-the-secret-key");
    }
  }

  @Test
  void temporaryCredentialsGoWithTheirToken_untilTheyExpire() throws IOException {
    String secretKey = TestS3.secret("store.secret-key");
    try (TokenFront front = new TokenFront(TestS3.endpoints().storeEndpoint(), "token-1")) {
      StoreSettings temporary = settings(front.url(), secretKey, Optional.of("token-1"));
      Files.writeString(artefact.resolve("weights.txt"), "abc");
      String version;
      try (ModelStore store = ModelStore.open(temporary)) {
        store.saveTraining("NAF", artefact, new TrainingFacts(7, "3-abc", Map.of("top-1", 0.5)));
        version = store.publish("NAF", folder -> {}, work).version();
      }
      assertThat(
              new ModelRef(temporary, "NAF", version, work.toString())
                  .fetch()
                  .resolve("weights.txt"))
          .hasContent("abc");

      try (ModelStore store = ModelStore.open(settings(front.url(), secretKey, Optional.empty()))) {
        assertThatThrownBy(() -> store.published("NAF"))
            .isInstanceOf(IOException.class)
            .hasMessageContaining("A session token is needed");
      }
      front.expire("token-2");
      try (ModelStore store = ModelStore.open(temporary)) {
        assertThatThrownBy(() -> store.published("NAF"))
            .isInstanceOf(IOException.class)
            .hasMessageContaining("token has expired")
            .hasMessageNotContaining("token-1");
      }
    }
  }
}
