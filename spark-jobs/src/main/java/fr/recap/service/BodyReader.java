package fr.recap.service;

import java.io.ByteArrayOutputStream;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;

/**
 * Reads a body as it comes, without holding a thread. What exceeds its limit is read on and thrown
 * away for a while: a connection that is closed while a client still sends loses the answer that
 * tells why, as one of Jetty's SizeLimitHandler does.
 */
final class BodyReader implements Runnable {
  /** Bytes that are thrown away at most. */
  private static final long THROWN_AWAY = 64L << 20;

  private final Request request;
  private final int most;
  private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
  private final CompletableFuture<byte[]> body = new CompletableFuture<>();
  private long read;

  /** The body has more bytes than it may have. */
  static final class TooLargeException extends Exception {
    private static final long serialVersionUID = 1L;
  }

  private BodyReader(Request request, int most) {
    this.request = request;
    this.most = most;
  }

  /**
   * Reads.
   *
   * @param most bytes that it may have
   * @return fails with {@link TooLargeException}, or with what broke the connection
   */
  static CompletableFuture<byte[]> read(Request request, int most) {
    BodyReader reader = new BodyReader(request, most);
    reader.run();
    return reader.body;
  }

  @Override
  public void run() {
    while (true) {
      Content.Chunk chunk = request.read();
      if (chunk == null) {
        request.demand(this);
        return;
      }
      if (Content.Chunk.isFailure(chunk)) {
        body.completeExceptionally(chunk.getFailure());
        return;
      }
      boolean last = chunk.isLast();
      keep(chunk);
      chunk.release();
      if (last || read > most + THROWN_AWAY) {
        if (read > most) {
          body.completeExceptionally(new TooLargeException());
        } else {
          body.complete(kept.toByteArray());
        }
        return;
      }
    }
  }

  private void keep(Content.Chunk chunk) {
    byte[] bytes = new byte[chunk.remaining()];
    chunk.get(bytes, 0, bytes.length);
    read += bytes.length;
    if (read <= most) {
      kept.write(bytes, 0, bytes.length);
    }
  }
}
