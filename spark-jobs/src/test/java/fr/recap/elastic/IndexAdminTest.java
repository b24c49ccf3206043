package fr.recap.elastic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.recap.config.ConfigException;
import fr.recap.config.ElasticsearchSettings;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class IndexAdminTest {
  private static final String ALIAS = "admin_test";

  private final ElasticsearchSettings settings = TestElastic.config().elasticsearch();
  private final ElasticClient client = ElasticClient.open(settings);
  private final IndexAdmin admin = new IndexAdmin(client);

  @BeforeEach
  void clear() {
    client.delete("/" + ALIAS + "*");
  }

  @AfterEach
  void close() {
    client.close();
  }

  @Test
  void publishingMovesTheAliasAndDeletesTheOldVersion() {
    String first = admin.createVersion(ALIAS, TestElastic.definition(), "run1");
    add(first, "A", "B");
    assertThat(admin.versions(ALIAS)).isEmpty();
    admin.publish(first, ALIAS, 2);
    String second = admin.createVersion(ALIAS, TestElastic.definition(), "run2");
    add(second, "A", "B", "C");
    assertThat(admin.count(ALIAS)).as("before the move").isEqualTo(2);

    admin.publish(second, ALIAS, 3);

    assertThat(second).isEqualTo("admin_test_run2");
    assertThat(admin.versions(ALIAS)).containsExactly(second);
    assertThat(admin.count(ALIAS)).isEqualTo(3);
    assertThat(client.find("/" + first)).isEmpty();
  }

  @Test
  void anotherCountThanExpectedLeavesTheAliasInPlace() {
    String first = admin.createVersion(ALIAS, TestElastic.definition(), "run1");
    add(first, "A");
    admin.publish(first, ALIAS, 1);
    String second = admin.createVersion(ALIAS, TestElastic.definition(), "run2");
    add(second, "A", "A");

    assertThatThrownBy(() -> admin.publish(second, ALIAS, 2))
        .hasMessageContaining("has 1 documents instead of 2");
    assertThat(admin.versions(ALIAS)).containsExactly(first);
  }

  @Test
  void nothingIsWrittenToAPublishedVersionByATaskThatWasGivenUp() {
    String version = admin.createVersion(ALIAS, TestElastic.definition(), "run1");
    admin.publish(version, ALIAS, 0);

    assertThatThrownBy(() -> add(version, "late")).isInstanceOf(ElasticException.class);
    client.delete("/" + version);
    assertThatThrownBy(() -> add(version, "late")).isInstanceOf(ElasticException.class);
    assertThat(client.find("/" + version)).as("created by the late write").isEmpty();
  }

  @Test
  void aRunThatFailsAfterItsVersionWasPublishedDoesNotTakeItAway() {
    String version = admin.createVersion(ALIAS, TestElastic.definition(), "run1");
    add(version, "A");
    admin.publish(version, ALIAS, 1);

    admin.dropVersion(version, ALIAS);

    assertThat(admin.count(ALIAS)).isEqualTo(1);
  }

  @Test
  void deadVersionsAreDroppedButNoIndexOfOthers() {
    String live = admin.createVersion(ALIAS, TestElastic.definition(), "run1");
    admin.publish(live, ALIAS, 0);
    String dead = admin.createVersion(ALIAS, TestElastic.definition(), "run2");
    client.put("/admin_test_users", ElasticClient.JSON.createObjectNode());
    String other = admin.createVersion(ALIAS + "_other", TestElastic.definition(), "run3");

    assertThat(admin.dropDeadVersions(ALIAS)).containsExactly(dead);
    assertThat(List.of(live, "admin_test_users", other))
        .allSatisfy(index -> assertThat(client.find("/" + index)).as(index).isPresent());
  }

  @Test
  void anIndexThatBearsTheAliasNameIsLeftAlone() {
    client.put("/" + ALIAS, ElasticClient.JSON.createObjectNode());

    assertThatThrownBy(() -> admin.createVersion(ALIAS, TestElastic.definition(), "run1"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("admin_test is an index, not an alias");
  }

  @Test
  void namesThatAreNoIndexAreRefused() {
    assertThatThrownBy(() -> admin.createVersion("rp; drop", TestElastic.definition(), "run1"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("rp; drop");
  }

  private void add(String version, String... ids) {
    TestElastic.write(settings, version, ids);
  }
}
