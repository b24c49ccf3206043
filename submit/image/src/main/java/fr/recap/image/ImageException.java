package fr.recap.image;

/** An image can't be built; the message says why and what to do. */
final class ImageException extends RuntimeException {
  ImageException(String message) {
    super(message);
  }

  ImageException(String message, Throwable cause) {
    super(message, cause);
  }
}
