package fr.recap.kernel;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.logging.LogManager;
import org.rapaio.jupyter.kernel.MainApp;
import org.rapaio.jupyter.kernel.channels.Channels;
import org.rapaio.jupyter.kernel.core.ConnectionProperties;
import org.rapaio.jupyter.kernel.core.Transform;

/**
 * Starts the kernel so that an early request does not silence it. Its own start opens the channels
 * before it knows who handles their messages: a request that comes between the two ends the thread
 * that would have answered all later ones. Here such a request finds no handler and is left, and
 * jupyter asks again.
 */
public final class KernelMain {
  private KernelMain() {}

  /**
   * Runs until jupyter ends the kernel.
   *
   * @param arguments jupyter's connection file
   */
  public static void main(String[] arguments) throws Exception {
    if (arguments.length != 1) {
      throw new IllegalArgumentException(
          "The kernel needs one connection file, cannot be: " + String.join(" ", arguments));
    }
    quieten();
    Channels channels =
        new Channels(
            Transform.fromJson(
                Files.readString(Path.of(arguments[0])), ConnectionProperties.class));
    Field handlers = Channels.class.getDeclaredField("handlers");
    handlers.setAccessible(true);
    handlers.set(channels, new HashMap<>());
    channels.connect(MainApp.kernel);
    channels.joinUntilClose();
  }

  private static void quieten() throws IOException {
    try (InputStream settings = KernelMain.class.getResourceAsStream("logging.properties")) {
      LogManager.getLogManager().readConfiguration(settings);
    }
  }
}
