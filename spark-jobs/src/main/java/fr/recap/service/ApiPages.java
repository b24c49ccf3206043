package fr.recap.service;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.jetty.http.HttpHeader;

/** The description of the protocol, and the page on which it can be tried; without any network. */
final class ApiPages {
  private static final String SWAGGER = "META-INF/resources/webjars/swagger-ui/5.34.1/";

  private ApiPages() {}

  static Map<String, Router.Page> all() {
    Map<String, Router.Page> pages = new HashMap<>();
    String page = "text/html; charset=utf-8";
    String script = "text/javascript; charset=utf-8";
    put(pages, "/openapi.json", "application/json", "service/openapi.json");
    put(pages, "/docs", page, "service/docs.html");
    put(pages, "/docs/docs.js", script, "service/docs.js");
    put(pages, "/docs/swagger-ui-bundle.js", script, SWAGGER + "swagger-ui-bundle.js");
    put(pages, "/docs/swagger-ui.css", "text/css; charset=utf-8", SWAGGER + "swagger-ui.css");
    pages.put(
        "/",
        exchange -> {
          exchange.header(HttpHeader.LOCATION.asString(), "/docs");
          exchange.text(302, "text/plain", "");
        });
    return pages;
  }

  private static void put(
      Map<String, Router.Page> pages, String path, String type, String resource) {
    byte[] content = read(resource);
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
