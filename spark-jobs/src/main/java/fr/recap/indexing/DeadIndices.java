package fr.recap.indexing;

import fr.recap.config.RecapConfig;
import fr.recap.config.RefusedInputException;
import fr.recap.elastic.ElasticClient;
import fr.recap.elastic.IndexAdmin;
import fr.recap.postgres.Postgres;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Indices that dead runs left: versions of an alias that nobody builds and no alias points to. */
public final class DeadIndices {
  private DeadIndices() {}

  /**
   * Those of the aliases in the settings; an alias that a run is building is left out.
   *
   * @param drop whether they are deleted
   */
  public static List<String> of(RecapConfig config, boolean drop) {
    Set<String> aliases = new LinkedHashSet<>();
    aliases.add(config.indices().sirus());
    aliases.add(config.indices().forms());
    aliases.add(config.indices().validated());
    aliases.addAll(config.indices().history());
    List<String> dead = new ArrayList<>();
    try (ElasticClient client = ElasticClient.open(config.elasticsearch())) {
      IndexAdmin admin = new IndexAdmin(client);
      for (String alias : aliases) {
        try {
          dead.addAll(
              BuildLock.holding(
                  new Postgres(config.postgres()),
                  alias,
                  () -> drop ? admin.dropDeadVersions(alias) : admin.deadVersions(alias)));
        } catch (RefusedInputException beingBuilt) {
          // What looks dead belongs to the run that has the lock.
        }
      }
    }
    return dead;
  }
}
