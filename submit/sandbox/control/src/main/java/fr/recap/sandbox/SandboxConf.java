package fr.recap.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** The conf file that tells every job where the servers are. */
final class SandboxConf {
  private SandboxConf() {}

  static void write(Endpoints endpoints) throws IOException {
    String text =
        """
        # Written by the sandbox at every start. The secrets are in files of their own.
        postgres {
          url = %s
          user = %s
        }
        elasticsearch {
          nodes = [%s]
        }
        store {
          root = %s
          endpoint = %s
          region = "us-east-1"
          path-style = true
        }
        secrets {
          directory = %s
        }
        """
            .formatted(
                quoted(endpoints.postgresUrl()),
                quoted(endpoints.postgresUser()),
                quoted(endpoints.elasticsearchUrl()),
                quoted(endpoints.storeRoot()),
                quoted(endpoints.storeEndpoint()),
                quoted(endpoints.secretsDirectory().toString()));
    Path file = endpoints.confFile();
    Path next = file.resolveSibling(file.getFileName() + ".new");
    Files.writeString(next, text);
    Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  private static String quoted(String value) {
    return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
