package fr.recap.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map;

/** A request that is not answered as it wishes, with the status and the reason that it gets. */
final class HttpErrorException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final transient JsonNode detail;
  private final transient Map<String, String> headers;

  private HttpErrorException(int status, JsonNode detail, Map<String, String> headers) {
    super(detail.toString(), null, false, false);
    this.status = status;
    this.detail = detail;
    this.headers = headers;
  }

  static HttpErrorException of(int status, String detail) {
    return new HttpErrorException(status, TextNode.valueOf(detail), Map.of());
  }

  static HttpErrorException of(int status, JsonNode detail) {
    return new HttpErrorException(status, detail, Map.of());
  }

  /** The request may be sent again after some seconds. */
  static HttpErrorException later(int status, String detail, long seconds) {
    return new HttpErrorException(
        status, TextNode.valueOf(detail), Map.of("Retry-After", Long.toString(seconds)));
  }

  static HttpErrorException unauthorized(String detail) {
    return new HttpErrorException(
        401, TextNode.valueOf(detail), Map.of("WWW-Authenticate", "Bearer"));
  }

  static HttpErrorException wrongMethod(String allowed) {
    return new HttpErrorException(
        405, TextNode.valueOf("Method Not Allowed, use " + allowed), Map.of("Allow", allowed));
  }

  int status() {
    return status;
  }

  JsonNode detail() {
    return detail;
  }

  Map<String, String> headers() {
    return headers;
  }
}
