package fr.recap.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;

/**
 * Finds secrets by their name. The first place that has one wins: the environment ({@code
 * RECAP_POSTGRES_PASSWORD} for {@code postgres.password}), a file of that name in the secrets
 * directory (as Kubernetes mounts them and the sandbox writes them), the Hadoop credential provider
 * (alias {@code recap.postgres.password}).
 */
public final class Secrets {
  /** Names that tools of the object store already use in the environment. */
  private static final Map<String, String> USUAL_VARIABLES =
      Map.of(
          "store.access-key", "AWS_ACCESS_KEY_ID",
          "store.secret-key", "AWS_SECRET_ACCESS_KEY",
          "store.session-token", "AWS_SESSION_TOKEN");

  private final Map<String, String> environment;
  private final Optional<Path> directory;
  private final Optional<String> credentialProvider;

  Secrets(
      Map<String, String> environment,
      Optional<Path> directory,
      Optional<String> credentialProvider) {
    this.environment = Map.copyOf(environment);
    this.directory = directory;
    this.credentialProvider = credentialProvider;
  }

  /** The secret, or empty where no place has it. */
  public Optional<Secret> find(String name) {
    return fromEnvironment(name)
        .or(() -> fromDirectory(name))
        .or(() -> fromProvider(name))
        .map(Secret::new);
  }

  /**
   * The secret.
   *
   * @throws ConfigException if no place has it; it tells the places
   */
  public Secret require(String name) {
    return find(name)
        .orElseThrow(
            () ->
                new ConfigException(
                    "The secret %s is missing: set the environment variable %s, or put it into the file %s of the folder that secrets.directory names, or under the alias recap.%s of secrets.credential-provider"
                        .formatted(name, variable(name), name, name)));
  }

  /** The environment variable that holds a secret. */
  static String variable(String name) {
    return "RECAP_" + name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }

  private Optional<String> fromEnvironment(String name) {
    for (String variable :
        List.of(variable(name), USUAL_VARIABLES.getOrDefault(name, variable(name)))) {
      String value = environment.get(variable);
      if (value != null && !value.isEmpty()) {
        return Optional.of(value);
      }
    }
    return Optional.empty();
  }

  private Optional<String> fromDirectory(String name) {
    return directory
        .map(folder -> folder.resolve(name))
        .filter(Files::isRegularFile)
        .map(Secrets::read);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new ConfigException(
          "The secret file %s can't be read: check its rights".formatted(file), e);
    }
  }

  private Optional<String> fromProvider(String name) {
    return credentialProvider.map(
        provider -> {
          Configuration hadoop = new Configuration();
          hadoop.set("hadoop.security.credential.provider.path", provider);
          try {
            char[] value = hadoop.getPassword("recap." + name);
            return value == null ? null : new String(value);
          } catch (IOException e) {
            throw new ConfigException(
                "The credential provider %s (setting secrets.credential-provider) can't be read"
                    .formatted(provider),
                e);
          }
        });
  }
}
