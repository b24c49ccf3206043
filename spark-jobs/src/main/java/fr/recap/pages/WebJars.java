package fr.recap.pages;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** Scripts and styles of other projects, from their WebJars, in the versions of the POM. */
public final class WebJars {
  private static final String VERSIONS = "webjars.properties";

  private WebJars() {}

  /**
   * A file of a WebJar.
   *
   * @param jar name of the WebJar
   * @param file its path within
   * @throws IllegalStateException if the class path lacks it
   */
  public static byte[] read(String jar, String file) {
    String version = versions().getProperty(jar);
    String name = "META-INF/resources/webjars/%s/%s/%s".formatted(jar, version, file);
    try (InputStream stream = WebJars.class.getClassLoader().getResourceAsStream(name)) {
      if (stream == null) {
        throw new IllegalStateException("The class path lacks " + name);
      }
      return stream.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Properties versions() {
    Properties versions = new Properties();
    try (InputStream stream = WebJars.class.getResourceAsStream(VERSIONS)) {
      versions.load(stream);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return versions;
  }
}
