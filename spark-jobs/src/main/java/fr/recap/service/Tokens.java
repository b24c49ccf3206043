package fr.recap.service;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import fr.recap.config.ConfigException;
import fr.recap.config.Secret;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;

/** Tokens that say who asks, signed with HS256. */
final class Tokens {
  /** Name of the secret key. */
  static final String SECRET = "service.token-key";

  private static final String ISSUER = "recap";
  private static final int SHORTEST_KEY = 32;
  private static final int LONGEST = 2_000;
  private static final String INVALID = "Could not validate credentials";

  private final MACSigner signer;
  private final JWSVerifier verifier;
  private final Duration lifetime;
  private final Clock clock;

  /**
   * Signs and checks with a key.
   *
   * @throws ConfigException if it is too short
   */
  Tokens(Secret key, Duration lifetime, Clock clock) {
    byte[] bytes = key.reveal().getBytes(StandardCharsets.UTF_8);
    if (bytes.length < SHORTEST_KEY) {
      throw new ConfigException(
          "The secret %s must have at least %d characters, this one has %d: take for example that of 'openssl rand -hex 32'"
              .formatted(SECRET, SHORTEST_KEY, bytes.length));
    }
    try {
      this.signer = new MACSigner(bytes);
      this.verifier = new MACVerifier(bytes);
    } catch (JOSEException e) {
      throw new ConfigException("The secret " + SECRET + " is no key for HS256", e);
    }
    this.lifetime = lifetime;
    this.clock = clock;
  }

  /** A token of a user, from now on. */
  String issue(String login) {
    Instant now = clock.instant();
    SignedJWT token =
        new SignedJWT(
            new JWSHeader(JWSAlgorithm.HS256),
            new JWTClaimsSet.Builder()
                .subject(login)
                .issuer(ISSUER)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(lifetime)))
                .build());
    try {
      token.sign(signer);
    } catch (JOSEException e) {
      throw new IllegalStateException("A token could not be signed", e);
    }
    return token.serialize();
  }

  /**
   * Whose token it is.
   *
   * @param authorization the header; null without one
   * @throws HttpErrorException 401 if it is not one of ours, or too old
   */
  String login(String authorization) {
    if (authorization == null || !authorization.regionMatches(true, 0, "Bearer ", 0, 7)) {
      throw HttpErrorException.unauthorized("Not authenticated");
    }
    String text = authorization.substring(7).strip();
    if (text.length() > LONGEST) {
      throw HttpErrorException.unauthorized(INVALID);
    }
    try {
      SignedJWT token = SignedJWT.parse(text);
      JWTClaimsSet claims = token.getJWTClaimsSet();
      boolean ours =
          token.getHeader().getAlgorithm().equals(JWSAlgorithm.HS256)
              && token.verify(verifier)
              && ISSUER.equals(claims.getIssuer())
              && claims.getSubject() != null
              && claims.getExpirationTime() != null
              && clock.instant().isBefore(claims.getExpirationTime().toInstant());
      if (ours) {
        return claims.getSubject();
      }
    } catch (ParseException | JOSEException | IllegalArgumentException e) {
      throw HttpErrorException.unauthorized(INVALID);
    }
    throw HttpErrorException.unauthorized(INVALID);
  }
}
