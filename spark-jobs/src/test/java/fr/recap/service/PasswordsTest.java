package fr.recap.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.recap.config.ConfigException;
import org.junit.jupiter.api.Test;

class PasswordsTest {
  /** A published test vector of bcrypt for the password U*U. */
  private static final String BCRYPT =
      "$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW";

  @Test
  void passwordMatchesItsOwnHashAlone() {
    String hash = Passwords.hash("correct horse battery");
    assertThat(hash).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
    assertThat(Passwords.matches("correct horse battery", hash)).isTrue();
    assertThat(Passwords.matches("correct horse batterz", hash)).isFalse();
    assertThat(Passwords.hash("correct horse battery")).as("salted").isNotEqualTo(hash);
  }

  @Test
  void bcryptHashesOfOthersAreKnown() {
    assertThat(Passwords.matches("U*U", BCRYPT)).isTrue();
    assertThat(Passwords.matches("U*V", BCRYPT)).isFalse();
    assertThat(Passwords.matches("U*U" + "x".repeat(80), BCRYPT)).isFalse();
  }

  @Test
  void whatIsNoHashIsRefused() {
    assertThatThrownBy(() -> Passwords.require("anna", "correct horse battery"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("anna")
        .hasMessageNotContaining("horse");
    assertThatThrownBy(() -> Passwords.hash("short")).hasMessageContaining("at least 10");
  }
}
