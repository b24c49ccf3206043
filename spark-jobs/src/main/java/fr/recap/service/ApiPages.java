package fr.recap.service;

import fr.recap.config.NomenclatureSettings;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.eclipse.jetty.http.HttpHeader;

/** The description of the protocol, and the page on which it can be tried; without any network. */
final class ApiPages {
  /** In the WebJar, so that its version is that of the POM. */
  private static final String VERSION = "META-INF/maven/org.webjars/swagger-ui/pom.properties";

  private ApiPages() {}

  /**
   * @param coded nomenclatures that have a path each
   */
  static Map<String, Router.Page> all(List<NomenclatureSettings> coded) {
    Map<String, Router.Page> pages = new HashMap<>();
    String swagger = "META-INF/resources/webjars/swagger-ui/%s/".formatted(version());
    String page = "text/html; charset=utf-8";
    String script = "text/javascript; charset=utf-8";
    put(
        pages,
        "/openapi.json",
        "application/json",
        OpenApi.of(read("service/openapi.json"), coded));
    put(pages, "/docs", page, read("service/docs.html"));
    put(pages, "/docs/docs.js", script, read("service/docs.js"));
    put(pages, "/docs/swagger-ui-bundle.js", script, read(swagger + "swagger-ui-bundle.js"));
    put(pages, "/docs/swagger-ui.css", "text/css; charset=utf-8", read(swagger + "swagger-ui.css"));
    pages.put(
        "/",
        exchange -> {
          exchange.header(HttpHeader.LOCATION.asString(), "/docs");
          exchange.text(302, "text/plain", "");
        });
    return pages;
  }

  private static void put(
      Map<String, Router.Page> pages, String path, String type, byte[] content) {
    pages.put(
        path,
        exchange -> {
          exchange.header(
              "Content-Security-Policy",
              "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; frame-ancestors 'none'");
          exchange.header(HttpHeader.CACHE_CONTROL.asString(), "max-age=3600");
          exchange.answer(200, type, content);
        });
  }

  private static String version() {
    Properties properties = new Properties();
    try {
      properties.load(new ByteArrayInputStream(read(VERSION)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties.getProperty("version");
  }

  private static byte[] read(String resource) {
    try (InputStream in = ApiPages.class.getClassLoader().getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException(resource + " is not on the class path");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
