package fr.recap.cli;

import fr.recap.config.ConfigException;
import fr.recap.config.RecapConfig;
import fr.recap.service.Passwords;
import fr.recap.service.PredictionService;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** {@code recap serve}. */
final class ServeJob extends Job {
  private Optional<String> login = Optional.empty();

  ServeJob() {
    super("serve");
  }

  @Override
  protected void declare(Options options) {
    options.text("hash-password", "login", value -> login = Optional.of(value));
  }

  @Override
  protected void execute(RecapConfig config, PrintStream out) {
    if (login.isPresent()) {
      out.println(login.get() + ":" + Passwords.hash(password()));
      return;
    }
    try (PredictionService service = PredictionService.start(config)) {
      // SIGTERM ends the JVM, which waits for this one.
      Thread stop = new Thread(service::stop, "recap-stop");
      Runtime.getRuntime().addShutdownHook(stop);
      out.println("The prediction service answers at " + service.address());
      service.await();
    } catch (IOException e) {
      throw new UncheckedIOException("The service can't start: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Never an argument, which others on the machine could read. */
  private static String password() {
    try {
      String line =
          new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
      if (line == null) {
        throw new ConfigException("No password came on standard input");
      }
      return line;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
