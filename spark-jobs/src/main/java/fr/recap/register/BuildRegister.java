package fr.recap.register;

import fr.recap.config.RecapConfig;
import fr.recap.config.RefusedInputException;
import fr.recap.config.TableName;
import fr.recap.indexing.SynonymRules;
import fr.recap.models.ModelManifest;
import fr.recap.models.ModelStore;
import fr.recap.models.StoreParts;
import fr.recap.models.TrainingFacts;
import fr.recap.postgres.PostgresSnapshot;
import fr.recap.postgres.RunManifests;
import fr.recap.runtime.Run;
import fr.recap.runtime.Scratch;
import fr.recap.runtime.Sessions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.apache.commons.io.file.PathUtils;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.store.FSDirectory;
import org.apache.spark.sql.SparkSession;

/**
 * Makes the index of the register and of what earlier forms tell out of the tables, and publishes
 * it as a version of the store.
 *
 * <p>Tasks write a part each, of a range of SIRETs, into the store; the driver puts them together
 * on its disk, file after file. Rows without a key, and all but the first of one key, are left out
 * and counted. Earlier forms are those of the training year and, if clerks have begun, those of
 * this year that they have validated so far.
 */
public final class BuildRegister {
  private static final String PARTS = "REGISTER_PARTS";
  private static final int ROWS_OF_A_PART = 250_000;

  private final SparkSession spark;
  private final RecapConfig config;
  private final Run run;
  private final int parts;

  /**
   * What was made.
   *
   * @param version that was published
   * @param in rows of the register
   * @param establishments documents of the index
   * @param wordings of earlier forms
   * @param bytes of all files
   */
  public record Result(
      String version,
      long in,
      long establishments,
      long wordings,
      long bytes,
      Map<String, Duration> stages,
      Duration duration) {
    /** Rows that are in no document. */
    public long rejected() {
      return in - establishments;
    }
  }

  /** Plans a build, as a run of its own. */
  public BuildRegister(SparkSession spark, RecapConfig config) {
    this(spark, config, 0);
  }

  /**
   * @param parts how many tasks write; 0 for as many as the rows ask for
   */
  BuildRegister(SparkSession spark, RecapConfig config, int parts) {
    this.spark = spark;
    this.config = config;
    this.run = Run.start("index", config.rendered());
    this.parts = parts;
  }

  /**
   * Builds and publishes.
   *
   * @throws RefusedInputException if a table is missing or lacks its key, or more rows than {@code
   *     max-reject-share} have none of their own
   * @throws fr.recap.config.ConfigException if a server can't be reached
   */
  public Result execute() throws IOException {
    try (StoreParts handed = StoreParts.open(config.store(), PARTS, run.id());
        Scratch scratch = Scratch.create(config.workDirectory(), "register")) {
      try {
        return build(handed, scratch.path());
      } finally {
        Sessions.describe(spark, null);
        handed.delete();
      }
    }
  }

  private Result build(StoreParts handed, Path scratch) throws IOException {
    String fingerprint;
    long in;
    List<String> registerParts;
    List<String> historyParts;
    try (PostgresSnapshot snapshot = PostgresSnapshot.open(spark, config.postgres())) {
      // The server takes it while tasks read and write.
      CompletableFuture<String> holds =
          CompletableFuture.supplyAsync(
              () -> PublishedRegister.fingerprint(config, snapshot::fingerprint));
      TableName register = config.tables().sirus();
      in = snapshot.count(register);
      RegisterTables tables = RegisterTables.of(spark, config, snapshot, in, ranges(in));
      PartWriter writer = new PartWriter(config.store(), PARTS, run.id(), config.workDirectory());
      Sessions.describe(spark, "Register: indexing " + register);
      registerParts =
          writer.write(
              tables.establishments(), RegisterIndex.REGISTER, EstablishmentRows::documents);
      run.read(register, in).ended("register");
      Sessions.describe(spark, "Register: indexing what earlier forms tell");
      historyParts = writer.write(tables.wordings(), RegisterIndex.HISTORY, WordingRows::documents);
      run.ended("history");
      fingerprint = holds.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
    Path folder = Files.createDirectory(scratch.resolve("version"));
    int establishments = merge(handed, registerParts, scratch, folder, RegisterIndex.REGISTER);
    int wordings = merge(handed, historyParts, scratch, folder, RegisterIndex.HISTORY);
    describe(folder);
    run.ended("merge");
    if (in - establishments > config.maxRejectShare() * in) {
      throw new RefusedInputException(
          "%,d of %,d rows of %s have no key of their own, more than max-reject-share %s"
              .formatted(
                  in - establishments, in, config.tables().sirus(), config.maxRejectShare()));
    }
    ModelManifest published = publish(folder, fingerprint, establishments, wordings);
    run.ended("publish").wrote(published.version(), establishments);
    RunManifests.save(config, run.finish(in, establishments, in - establishments));
    return new Result(
        published.version(),
        in,
        establishments,
        wordings,
        size(folder),
        run.stages(),
        run.elapsed());
  }

  /** As many as write at a time, and no fewer than memory asks for. */
  private int ranges(long rows) {
    int cores = spark.sparkContext().defaultParallelism();
    return parts > 0 ? parts : (int) Math.max(cores, rows / ROWS_OF_A_PART);
  }

  private int merge(StoreParts handed, List<String> names, Path scratch, Path folder, String index)
      throws IOException {
    List<Path> fetched = new ArrayList<>();
    for (String name : names) {
      fetched.add(handed.fetch(name, scratch));
    }
    int documents = Segments.merge(fetched, Files.createDirectory(folder.resolve(index)));
    for (Path part : fetched) {
      PathUtils.delete(part);
    }
    return documents;
  }

  /** What is made of the establishments once they are together. */
  private void describe(Path folder) throws IOException {
    try (DirectoryReader reader =
        DirectoryReader.open(FSDirectory.open(folder.resolve(RegisterIndex.REGISTER)))) {
      LeafReader leaf = RegisterIndex.leaf(new IndexSearcher(reader));
      WordIndex.write(leaf, Files.createDirectory(folder.resolve(RegisterIndex.WORDS)));
      Communes.write(leaf, folder.resolve(RegisterIndex.COMMUNES));
    }
    Files.write(
        folder.resolve(RegisterIndex.SYNONYMS),
        SynonymRules.load(config.elasticsearch().synonymsFile()),
        StandardCharsets.UTF_8);
  }

  private ModelManifest publish(Path folder, String fingerprint, int establishments, int wordings)
      throws IOException {
    deleteLocks(folder);
    TrainingFacts facts =
        new TrainingFacts(
            config.seed(),
            fingerprint,
            Map.of("establishments", (double) establishments, "wordings", (double) wordings));
    try (ModelStore store = ModelStore.open(config.store())) {
      return store.publishFiles(PublishedRegister.series(config), folder, facts);
    }
  }

  /** Lucene leaves them where it has written. */
  private static void deleteLocks(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path lock : files.filter(file -> file.endsWith("write.lock")).toList()) {
        Files.delete(lock);
      }
    }
  }

  private static long size(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    }
  }
}
