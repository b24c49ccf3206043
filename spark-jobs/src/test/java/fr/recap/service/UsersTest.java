package fr.recap.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.recap.config.ConfigException;
import fr.recap.config.ConfigLoader;
import fr.recap.config.RecapConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UsersTest {
  private static final String HASH = Passwords.hash("correct horse battery");

  @TempDir Path folder;

  @Test
  void thoseOfTheFileAreLetIn_withTheirOwnPassword() throws IOException {
    Users users = Users.open(file("# clerks\n\nanna:" + HASH + "\nbert: " + HASH + "\n"));
    assertThat(users.accepts("anna", "correct horse battery")).isTrue();
    assertThat(users.accepts("bert", "correct horse battery")).isTrue();
    assertThat(users.accepts("anna", "correct horse batter")).isFalse();
    assertThat(users.accepts("carl", "correct horse battery")).isFalse();
    assertThat(users.accepts("carl", "nobody has this password")).isFalse();
    assertThat(users.accepts("# clerks", "")).isFalse();
  }

  @Test
  void changedFileIsReadAgain_andOneThatIsWrongLeavesTheUsersAsTheyWere() throws IOException {
    Users users = Users.open(file("anna:" + HASH));
    write("bert:" + HASH, 1);
    users.refresh();
    assertThat(users.knows("anna")).isFalse();
    assertThat(users.knows("bert")).isTrue();
    write("carl", 2);
    assertThatThrownBy(users::refresh).isInstanceOf(ConfigException.class);
    assertThat(users.knows("bert")).isTrue();
  }

  @Test
  void filesThatAreWrongAreRefused_withoutTheirHashes() throws IOException {
    for (String text :
        List.of(
            "",
            "# nobody",
            "anna",
            ":" + HASH,
            "anna:secret word",
            "anna:" + HASH + "\nanna:" + HASH)) {
      RecapConfig config = file(text);
      assertThatThrownBy(() -> Users.open(config))
          .as(text)
          .isInstanceOf(ConfigException.class)
          .hasMessageNotContaining("secret")
          .hasMessageNotContaining(HASH);
    }
    assertThatThrownBy(() -> Users.open(ConfigLoader.load(List.of(), Map.of())))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("RECAP_SERVICE_USERS");
  }

  private RecapConfig file(String text) throws IOException {
    write(text, 0);
    return ConfigLoader.load(
        List.of(), Map.of("service.users-file", "\"" + folder.resolve("users") + "\""));
  }

  private void write(String text, int minute) throws IOException {
    Path file = folder.resolve("users");
    Files.writeString(file, text);
    Files.setLastModifiedTime(
        file, FileTime.from(Instant.parse("2026-11-26T10:00:00Z").plusSeconds(60L * minute)));
  }
}
