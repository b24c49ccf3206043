package fr.recap.service;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import fr.recap.config.NomenclatureSettings;
import fr.recap.pages.WebJars;
import fr.recap.texts.Language;
import fr.recap.texts.Texts;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jetty.http.HttpHeader;

/** The description of the protocol, and the page on which it can be tried; without any network. */
final class ApiPages {
  private static final String LABELS = "swagger.";

  private ApiPages() {}

  /**
   * @param texts of the language of the page
   * @param coded nomenclatures that have a path each
   */
  static Map<String, Router.Page> all(Texts texts, List<NomenclatureSettings> coded) {
    Map<String, Router.Page> pages = new HashMap<>();
    String page = "text/html; charset=utf-8";
    String script = "text/javascript; charset=utf-8";
    String style = "text/css; charset=utf-8";
    put(
        pages,
        "/openapi.json",
        "application/json",
        OpenApi.of(read("service/openapi.json"), texts, coded));
    put(pages, "/docs", page, docs(texts));
    put(pages, "/docs/docs.js", script, read("service/docs.js"));
    put(pages, "/docs/docs.css", style, read("service/docs.css"));
    put(pages, "/docs/swagger-ui-bundle.js", script, swagger("swagger-ui-bundle.js"));
    put(pages, "/docs/swagger-ui.css", style, swagger("swagger-ui.css"));
    pages.put(
        "/",
        exchange -> {
          exchange.header(HttpHeader.LOCATION.asString(), "/docs");
          exchange.text(302, "text/plain", "");
        });
    return pages;
  }

  private static byte[] docs(Texts texts) {
    return new String(read("service/docs.html"), StandardCharsets.UTF_8)
        .replace("{language}", texts.language().code())
        .replace("{title}", texts.get("service.title"))
        .replace("{texts}", labels(texts))
        .getBytes(StandardCharsets.UTF_8);
  }

  /** What Swagger UI says, which speaks English alone, in the language of the page. */
  private static String labels(Texts texts) {
    Map<String, String> labels = new TreeMap<>();
    Texts.of(Language.EN)
        .under(LABELS)
        .forEach((key, label) -> labels.put(label, texts.get(LABELS + key)));
    try {
      return new ObjectMapper().writeValueAsString(labels);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
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

  private static byte[] swagger(String file) {
    return WebJars.read("swagger-ui", file);
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
