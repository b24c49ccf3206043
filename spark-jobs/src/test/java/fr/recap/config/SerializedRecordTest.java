package fr.recap.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SerializedRecordTest {
  @Test
  void settingsReachExecutorsWithAndWithoutTheirOptionalValues()
      throws IOException, ClassNotFoundException {
    for (RecapConfig config :
        List.of(
            ConfigLoader.defaults(),
            ConfigLoader.load(
                List.of(),
                Map.of("elasticsearch.user", "clerk", "store.endpoint", "http://127.0.0.1:1"),
                Map.of(
                    "RECAP_ELASTICSEARCH_PASSWORD", "a",
                    "RECAP_POSTGRES_PASSWORD", "b",
                    "RECAP_STORE_SECRET_KEY", "c")))) {
      for (Serializable settings :
          List.of(config.elasticsearch(), config.postgres(), config.store(), config.siret())) {
        assertThat(copy(settings)).isEqualTo(settings);
      }
    }
  }

  private static Object copy(Serializable value) throws IOException, ClassNotFoundException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(value);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      return in.readObject();
    }
  }
}
