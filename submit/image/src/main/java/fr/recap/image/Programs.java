package fr.recap.image;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Programs of this machine. */
final class Programs {
  private Programs() {}

  /**
   * What a program prints, whatever its exit code.
   *
   * @throws ImageException if it isn't there
   */
  static String output(List<String> command, Map<String, String> environment) {
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
      builder.environment().putAll(environment);
      builder.environment().put("LC_ALL", "C");
      Process process = builder.start();
      process.getOutputStream().close();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      process.onExit().join();
      return said;
    } catch (IOException e) {
      throw new ImageException(
          "%s can't be run, which an image is built with: %s"
              .formatted(command.get(0), e.getMessage()),
          e);
    }
  }
}
