package fr.recap.elastic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.recap.config.ConfigException;
import fr.recap.config.ElasticsearchSettings;
import fr.recap.runtime.TestSession;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real server behind TLS. */
class TlsTest {
  private static final String ALIAS = "tls_test";

  @TempDir private Path folder;

  @Test
  void documentsAreWrittenAndFound_throughTls() throws Exception {
    try (TlsFront front = new TlsFront(clear(), folder, "IP:127.0.0.1")) {
      ElasticsearchSettings settings = settings(front, front.certificate());
      try (ElasticClient client = ElasticClient.open(settings);
          MultiSearch search = MultiSearch.open(settings)) {
        IndexAdmin admin = new IndexAdmin(client);
        String version = admin.createVersion(ALIAS, TestElastic.definition(), "1");
        TestElastic.write(settings, version, "A");
        admin.publish(version, ALIAS, 1);
        assertThat(search.search(ALIAS, List.of("{\"size\":5}")).get(0).hits())
            .extracting(Hit::id)
            .containsExactly("A");
        assertThat(
                IndexRelation.read(TestSession.get(), settings, ALIAS, List.of(), Optional.empty())
                    .select("cabbi")
                    .first()
                    .getString(0))
            .isEqualTo("A");
        client.delete("/" + ALIAS + "_1");
      }
    }
  }

  @Test
  void serverThatNobodyVouchesFor_isRefusedWithTheRemedy() throws Exception {
    try (TlsFront front = new TlsFront(clear(), folder, "IP:127.0.0.1");
        TlsFront other = new TlsFront(clear(), folder, "IP:127.0.0.1");
        TlsFront elsewhere = new TlsFront(clear(), folder, "DNS:search.example")) {
      for (ElasticsearchSettings settings :
          List.of(
              settings(front, null),
              settings(front, other.certificate()),
              settings(elsewhere, elsewhere.certificate()))) {
        try (ElasticClient client = ElasticClient.open(settings)) {
          assertThatThrownBy(() -> client.get("/"))
              .isInstanceOf(ConfigException.class)
              .hasMessageContaining(settings.nodes().get(0))
              .hasMessageContaining("for https elasticsearch.ca-certificate");
        }
        assertThatThrownBy(() -> TestElastic.write(settings, "never", "A"))
            .as("the connector")
            .isInstanceOf(ElasticException.class)
            .hasMessageContaining("all nodes failed");
      }
    }
  }

  private static String clear() {
    return TestElastic.config().elasticsearch().nodes().get(0);
  }

  private static ElasticsearchSettings settings(TlsFront front, Path authority) {
    Map<String, String> changed = new HashMap<>();
    changed.put("elasticsearch.nodes", "[\"" + front.address() + "\"]");
    changed.put("elasticsearch.search.retries", "0");
    changed.put("elasticsearch.bulk.retries", "0");
    if (authority != null) {
      changed.put("elasticsearch.ca-certificate", "\"" + authority + "\"");
    }
    return TestElastic.config(changed).elasticsearch();
  }
}
