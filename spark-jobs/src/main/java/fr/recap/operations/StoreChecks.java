package fr.recap.operations;

import fr.recap.coders.Coders;
import fr.recap.config.RecapConfig;
import fr.recap.models.ModelFile;
import fr.recap.models.ModelManifest;
import fr.recap.models.ModelStore;
import fr.recap.models.VersionName;
import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The object store: whether it can be written, and the published models that jobs would take. */
final class StoreChecks implements Preflight.Check {
  private final RecapConfig config;

  StoreChecks(RecapConfig config) {
    this.config = config;
  }

  @Override
  public List<Finding> run() throws IOException {
    List<Finding> findings = new ArrayList<>();
    long bytes = 0;
    try (ModelStore store = ModelStore.open(config.store())) {
      store.tryWriting();
      findings.add(Finding.ok("store", config.store().root() + " can be read and written"));
      for (Map.Entry<String, Optional<String>> wanted : models().entrySet()) {
        String name = wanted.getKey();
        Optional<ModelManifest> found =
            wanted.getValue().isPresent()
                ? Optional.of(store.resolve(name, wanted.getValue()))
                : store.latest(name);
        if (found.isEmpty()) {
          findings.add(
              Finding.warning(
                  "model " + name,
                  "no version is published",
                  "'recap train' and 'recap publish' it before 'recap code'"));
          continue;
        }
        long size = found.get().files().stream().mapToLong(ModelFile::size).sum();
        bytes += size;
        findings.add(model(found.get(), size));
        store.requireAllowed(found.get());
      }
    }
    findings.add(memory(bytes));
    return findings;
  }

  private static Finding model(ModelManifest manifest, long size) {
    String subject = "model " + manifest.name();
    String text =
        "%s of %s, %,d MB, fingerprint %s"
            .formatted(
                manifest.version(),
                manifest.createdAt().atZone(ZoneOffset.UTC).toLocalDate(),
                size / 1_000_000,
                manifest.fingerprint());
    boolean ahead =
        VersionName.parse(manifest.version())
            .map(version -> version.isAhead(LocalDate.now(ZoneOffset.UTC)))
            .orElse(false);
    return ahead
        ? Finding.warning(
            subject,
            text + "; it is dated after today: a clock was ahead when it was published",
            "set the clocks (NTP). Later versions go on from its date; to return to today's, name the version to use in the settings and delete those of the future from the store")
        : Finding.ok(subject, text);
  }

  /** Models hold in memory about what their files take. */
  private static Finding memory(long bytes) {
    long heap = Runtime.getRuntime().maxMemory();
    String text =
        "models of %,d MB in %s of heap".formatted(bytes / 1_000_000, MachineChecks.gib(heap));
    return 2 * bytes < heap
        ? Finding.ok("models in memory", text)
        : Finding.warning(
            "models in memory",
            text,
            "give each executor twice the size of the models (spark.executor.memory)");
  }

  private Map<String, Optional<String>> models() {
    Map<String, Optional<String>> models = new LinkedHashMap<>();
    Coders.all(config).values().forEach(coder -> models.put(coder.model(), coder.version()));
    return models;
  }
}
