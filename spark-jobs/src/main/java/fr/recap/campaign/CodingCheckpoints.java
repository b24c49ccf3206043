package fr.recap.campaign;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.xxhash64;

import fr.recap.config.RecapConfig;
import fr.recap.config.StoreSettings;
import fr.recap.forms.CodedFormRows;
import fr.recap.models.Checksums;
import fr.recap.runtime.StoreConfiguration;
import fr.recap.tables.CodageAutoResults;
import fr.recap.tables.Rp;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Groups of forms that a run has coded, in the store until the tables of the campaign have them: a
 * run that died goes on with the forms that are in none.
 *
 * <p>A form is taken over if it and the coders are what they were. A group is a folder of Parquet
 * files that counts once all of it is there. Nothing is kept of a run that has no more forms than
 * one group. Groups lie below {@code checkpoints/code/} of the store, by the tables that they are
 * for; the folder is its owner's alone where the file system knows owners.
 */
final class CodingCheckpoints implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(CodingCheckpoints.class);

  /** Below the root of the store. */
  static final String ROOT = "checkpoints/code";

  private static final String WHOLE = "_SUCCESS";
  private static final String OF_ALL = "-all";
  private static final FsPermission OWNER_ALONE = new FsPermission((short) 0700);
  private static final int DIGITS = 16;

  private static final String KEY = "coded_cabbi";
  private static final String FORM = "coded_form";
  private static final Column[] IDENTITY = {
    CodedFormRows.form(Rp.CABBI).as(KEY), col(CodageAutoResults.FORM_FINGERPRINT).as(FORM)
  };

  private final SparkSession spark;
  private final FileSystem files;
  private final Map<String, String> access;
  private final Path ofTables;
  private final Path folder;
  private final String runId;
  private final long groupSize;

  private CodingCheckpoints(
      SparkSession spark,
      FileSystem files,
      Map<String, String> access,
      Path ofTables,
      Path folder,
      String runId,
      long groupSize) {
    this.spark = spark;
    this.files = files;
    this.access = access;
    this.ofTables = ofTables;
    this.folder = folder;
    this.runId = runId;
    this.groupSize = groupSize;
  }

  /**
   * Opens those of a campaign.
   *
   * @param coders tells all that decides the codes of a form beside the form itself
   * @param all whether the run codes what is coded too: it goes on from runs that did
   */
  static CodingCheckpoints open(
      SparkSession spark, RecapConfig config, String coders, boolean all, String runId) {
    StoreSettings store = config.store();
    Path root = new Path(store.root());
    try {
      FileSystem files = FileSystem.newInstance(root.toUri(), StoreConfiguration.of(store));
      String tables = config.postgres().url() + " " + config.tables().results();
      String place = Checksums.of(tables.getBytes(StandardCharsets.UTF_8)).substring(0, DIGITS);
      Path ofTables = files.makeQualified(new Path(new Path(root, ROOT), place));
      return new CodingCheckpoints(
          spark,
          files,
          StoreConfiguration.entries(store),
          ofTables,
          new Path(ofTables, all ? coders + OF_ALL : coders),
          runId,
          (long) config.checkpointForms() * spark.sparkContext().defaultParallelism());
    } catch (IOException e) {
      throw failed(root, e);
    }
  }

  /** Codes some forms. */
  @FunctionalInterface
  interface Coding {
    /**
     * Codes.
     *
     * @param forms a flow with fingerprints
     * @param kept gets what was persisted for it
     * @param group which one of all groups this is, for people; empty if there are none
     * @return the flow with the parts of all coders
     */
    Dataset<Row> code(Dataset<Row> forms, List<Dataset<Row>> kept, String group);
  }

  /**
   * What was coded.
   *
   * @param rows a flow with the parts of all coders
   * @param resumed how many of them earlier runs have made
   */
  record Coded(Dataset<Row> rows, long resumed) {}

  /**
   * Codes the forms that no group has, group by group, and takes the others from theirs.
   *
   * @param forms a flow with fingerprints, one row a key, which is read for each group
   * @param many number of forms
   * @param again whether a coded row is not to be taken over
   * @param kept gets what was persisted for the rows
   */
  Coded code(Dataset<Row> forms, long many, Column again, Coding coding, List<Dataset<Row>> kept) {
    List<String> earlier = groupSize == 0 ? List.of() : groups();
    if (earlier.isEmpty()) {
      return groupSize == 0 || many <= groupSize
          ? new Coded(coding.code(forms, kept, ""), 0)
          : new Coded(read(codeGroups(forms, many, coding)), 0);
    }
    Dataset<Row> taken = among(read(earlier).where(not(again)), forms, "left_semi");
    long resumed = taken.count();
    Dataset<Row> left = among(forms, taken, "left_anti").persist(StorageLevel.MEMORY_AND_DISK());
    kept.add(left);
    List<String> groups = codeGroups(left, many - resumed, coding);
    return new Coded(groups.isEmpty() ? taken : taken.unionByName(read(groups)), resumed);
  }

  /** Rows of a flow that are, or are not, in another one, as they are there. */
  private static Dataset<Row> among(Dataset<Row> flow, Dataset<Row> others, String join) {
    Dataset<Row> identities = others.select(IDENTITY);
    return flow.join(
        identities,
        CodedFormRows.form(Rp.CABBI)
            .equalTo(col(KEY))
            .and(col(CodageAutoResults.FORM_FINGERPRINT).equalTo(col(FORM))),
        join);
  }

  private List<String> codeGroups(Dataset<Row> forms, long many, Coding coding) {
    List<String> groups = new ArrayList<>();
    long count = (many + groupSize - 1) / groupSize;
    Column group = pmod(xxhash64(CodedFormRows.form(Rp.CABBI)), lit(count));
    makeFolder();
    for (long i = 0; i < count; i++) {
      List<Dataset<Row>> kept = new ArrayList<>();
      try {
        String path = new Path(folder, "%s-%d".formatted(runId, i)).toString();
        coding
            .code(forms.where(group.equalTo(i)), kept, " (group %d of %d)".formatted(i + 1, count))
            .write()
            .options(access)
            .parquet(path);
        groups.add(path);
      } finally {
        kept.forEach(Dataset::unpersist);
      }
    }
    return groups;
  }

  private void makeFolder() {
    try {
      files.mkdirs(folder);
      files.setPermission(ofTables, OWNER_ALONE);
    } catch (IOException e) {
      throw failed(folder, e);
    }
  }

  /** Those that earlier runs have finished. */
  private List<String> groups() {
    List<String> groups = new ArrayList<>();
    try {
      if (files.exists(folder)) {
        for (FileStatus group : files.listStatus(folder)) {
          if (files.exists(new Path(group.getPath(), WHOLE))) {
            groups.add(group.getPath().toString());
          }
        }
      }
    } catch (IOException e) {
      throw failed(folder, e);
    }
    return groups;
  }

  private Dataset<Row> read(List<String> groups) {
    return spark.read().options(access).parquet(groups.toArray(String[]::new));
  }

  /**
   * Removes the groups of these tables, once they have all forms: those of other coders too, but
   * not those of runs that code what is coded, unless this is one. What can't be removed is left:
   * the next run does it.
   */
  void delete() {
    try {
      if (!files.exists(ofTables)) {
        return;
      }
      for (FileStatus each : files.listStatus(ofTables)) {
        Path path = each.getPath();
        if (!path.getName().endsWith(OF_ALL) || folder.getName().endsWith(OF_ALL)) {
          files.delete(path, true);
        }
      }
    } catch (IOException e) {
      LOG.warn("The checkpoints in {} are left behind: {}", ofTables, e.getMessage());
    }
  }

  @Override
  public void close() {
    try {
      files.close();
    } catch (IOException e) {
      throw failed(folder, e);
    }
  }

  private static UncheckedIOException failed(Path path, IOException e) {
    return new UncheckedIOException(
        "The checkpoints of coding in %s can't be read or written: %s; checkpoint-forms = 0 does without"
            .formatted(path, e.getMessage()),
        e);
  }
}
