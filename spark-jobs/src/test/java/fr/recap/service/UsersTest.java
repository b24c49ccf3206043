package fr.recap.service;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.recap.config.ConfigException;
import fr.recap.config.ConfigLoader;
import fr.recap.config.RecapConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
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
  void whoIsTakenOutOfTheFileIsOutAtTheNextQuestion_howeverItWasChanged() throws IOException {
    Path file = folder.resolve("users");
    String both = "anna:%1$s\nbert:%1$s".formatted(HASH);
    Users users = Users.open(file(both));
    assertThat(users.knows("bert")).isTrue();

    Files.writeString(file, both.replace("bert", "carl"));
    assertThat(users.knows("bert")).as("the same size, at once").isFalse();
    assertThat(users.knows("carl")).isTrue();
    assertThat(users.accepts("carl", "correct horse battery")).isTrue();

    FileTime time = Files.getLastModifiedTime(file);
    Files.writeString(file, both);
    Files.setLastModifiedTime(file, time);
    assertThat(users.knows("carl")).as("with the time that it had").isFalse();

    Path other = Files.writeString(folder.resolve("other"), "dora:" + HASH);
    Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);
    assertThat(users.knows("anna")).as("another file in its place").isFalse();
    assertThat(users.knows("dora")).isTrue();
  }

  @Test
  void whileTheFileIsWrongNobodyIsAUser_andOnceItIsRightTheyAreAgain() throws IOException {
    Path file = folder.resolve("users");
    Users users = Users.open(file("anna:" + HASH));
    for (byte[] wrong : wrong()) {
      Files.write(file, wrong);
      assertThat(users.areKnown()).as(new String(wrong, UTF_8)).isFalse();
      assertThat(users.knows("anna")).as(new String(wrong, UTF_8)).isFalse();
      assertThat(users.accepts("anna", "correct horse battery")).isFalse();
    }
    Files.delete(file);
    assertThat(users.areKnown()).isFalse();
    assertThat(users.knows("anna")).isFalse();
    Files.createDirectory(file);
    assertThat(users.knows("anna")).isFalse();
    Files.delete(file);
    Files.writeString(file, "anna:" + HASH);
    assertThat(users.areKnown()).isTrue();
    assertThat(users.accepts("anna", "correct horse battery")).isTrue();
  }

  @Test
  void filesThatAreWrongAreRefusedAtTheStart_withoutTheirHashes() throws IOException {
    for (byte[] text : wrong()) {
      RecapConfig config = file("");
      Files.write(folder.resolve("users"), text);
      assertThatThrownBy(() -> Users.open(config))
          .as(new String(text, UTF_8))
          .isInstanceOf(ConfigException.class)
          .hasMessageContaining("service.users-file")
          .hasMessageNotContaining("secret")
          .hasMessageNotContaining(HASH);
    }
    RecapConfig gone = file("");
    Files.delete(folder.resolve("users"));
    assertThatThrownBy(() -> Users.open(gone))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("is not there");
    assertThatThrownBy(() -> Users.open(ConfigLoader.load(List.of(), Map.of())))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("RECAP_SERVICE_USERS");
  }

  @Test
  void byteOrderMarkAtTheBeginningIsNoPartOfALogin() throws IOException {
    Users users = Users.open(file("\uFEFFanna:" + HASH + "\r\nbert:" + HASH + "\r\n"));
    assertThat(users.accepts("anna", "correct horse battery")).isTrue();
    assertThat(users.accepts("bert", "correct horse battery")).isTrue();
  }

  /** Files that say not surely who is a user. */
  private static List<byte[]> wrong() {
    List<byte[]> wrong = new ArrayList<>();
    for (String text :
        List.of(
            "",
            " \n\n",
            "# nobody",
            "anna",
            ":" + HASH,
            "anna:",
            "anna:secret word",
            "anna:$argon2id$secret",
            "anna:" + HASH.substring(0, HASH.lastIndexOf('$')),
            "anna:$2b$10$secret",
            "bert:" + HASH + "\nanna",
            "anna:" + HASH + "\nbert:secret",
            "anna:" + HASH + "\nanna:" + HASH,
            "anna:" + HASH + "\n\uFEFFbert:" + HASH,
            "anna\u00A0:" + HASH)) {
      wrong.add(text.getBytes(UTF_8));
    }
    wrong.add(("anna:" + HASH).getBytes(UTF_16));
    wrong.add("anné:$2b".getBytes(ISO_8859_1));
    return wrong;
  }

  private RecapConfig file(String text) throws IOException {
    Files.writeString(folder.resolve("users"), text);
    return ConfigLoader.load(
        List.of(), Map.of("service.users-file", "\"" + folder.resolve("users") + "\""));
  }
}
