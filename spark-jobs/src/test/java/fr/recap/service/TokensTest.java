package fr.recap.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import fr.recap.config.ConfigException;
import fr.recap.config.Secret;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class TokensTest {
  private static final String KEY = "0123456789abcdef0123456789abcdef";
  private static final Instant NOW = Instant.parse("2026-11-26T10:00:00Z");

  private final Tokens tokens = at(NOW);

  @Test
  void tokenSaysWhoAsks_untilItsLifetimeIsOver() {
    String header = "Bearer " + tokens.issue("anna");
    assertThat(at(NOW.plusSeconds(1799)).login(header)).isEqualTo("anna");
    assertRefused(at(NOW.plusSeconds(1800)), header);
  }

  @Test
  void tokenIsAnHs256Jwt_asAnotherImplementationSignsIt() throws Exception {
    String claims = "{\"iss\":\"recap\",\"sub\":\"anna\",\"exp\":%d}";
    String made = sign("{\"alg\":\"HS256\"}", claims.formatted(NOW.getEpochSecond() + 60), KEY);
    assertThat(tokens.login("bearer " + made)).isEqualTo("anna");
    assertRefused(tokens, "Bearer " + sign("{\"alg\":\"HS256\"}", claims.formatted(1), KEY));
    assertRefused(
        tokens,
        "Bearer "
            + sign(
                "{\"alg\":\"HS256\"}",
                claims.formatted(NOW.getEpochSecond() + 60),
                KEY.replace('0', '1')));
    assertRefused(
        tokens, "Bearer " + sign("{\"alg\":\"HS256\"}", "{\"iss\":\"recap\",\"sub\":\"a\"}", KEY));
  }

  @Test
  void tokensThatAreNotOursAreRefused() {
    String good = tokens.issue("anna");
    String[] parts = good.split("\\.", -1);
    String none = encode("{\"alg\":\"none\"}");
    for (String header :
        new String[] {
          null,
          "",
          "Bearer",
          "Bearer ",
          "Basic YTpi",
          "Bearer " + good.substring(0, good.length() - 2),
          "Bearer " + parts[0] + '.' + encode("{\"sub\":\"admin\"}") + '.' + parts[2],
          "Bearer " + none + '.' + parts[1] + '.',
          "Bearer " + none + '.' + parts[1] + '.' + parts[2],
          "Bearer a.b.c",
          "Bearer " + "a".repeat(10_000)
        }) {
      assertRefused(tokens, header);
    }
  }

  @Test
  void keyThatIsTooShortIsRefused() {
    assertThatThrownBy(
            () -> new Tokens(new Secret("short"), Duration.ofMinutes(1), Clock.systemUTC()))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("at least 32 characters")
        .hasMessageNotContaining("short,");
  }

  private static Tokens at(Instant time) {
    return new Tokens(new Secret(KEY), Duration.ofMinutes(30), Clock.fixed(time, ZoneOffset.UTC));
  }

  private static void assertRefused(Tokens tokens, String header) {
    HttpErrorException refusal =
        catchThrowableOfType(HttpErrorException.class, () -> tokens.login(header));
    assertThat(refusal).as("" + header).isNotNull();
    assertThat(refusal.status()).isEqualTo(401);
    assertThat(refusal.headers()).containsEntry("WWW-Authenticate", "Bearer");
  }

  private static String sign(String header, String claims, String key) throws Exception {
    String signed = encode(header) + '.' + encode(claims);
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    return signed
        + '.'
        + Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
  }

  private static String encode(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
