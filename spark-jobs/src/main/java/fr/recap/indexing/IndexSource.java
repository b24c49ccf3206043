package fr.recap.indexing;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.trim;

import fr.recap.config.ConfigException;
import fr.recap.config.RecapConfig;
import fr.recap.config.TableName;
import fr.recap.tables.Rp;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What an index is made from.
 *
 * @param kind which documents
 * @param table forms or establishments
 * @param geo their coordinates; a table that need not exist
 * @param alias name by which the index is searched
 * @param rows which rows of the table
 */
public record IndexSource(IndexKind kind, TableName table, TableName geo, String alias, Rows rows)
    implements Serializable {

  /** Which rows of a table are indexed. */
  public enum Rows {
    /** All of them. */
    ALL,
    /** Forms whose activity a clerk has finished ({@code i_reprise_act}) and gave a SIRET. */
    VALIDATED
  }

  private static final String DONE = "V";

  /** The register of establishments. */
  public static IndexSource sirus(RecapConfig config) {
    return new IndexSource(
        IndexKind.SIRUS,
        config.tables().sirus(),
        config.tables().sirusGeo(),
        config.indices().sirus(),
        Rows.ALL);
  }

  /** The forms of the campaign. */
  public static IndexSource forms(RecapConfig config) {
    return new IndexSource(
        IndexKind.BI,
        config.tables().forms(),
        config.tables().formsGeo(),
        config.indices().forms(),
        Rows.ALL);
  }

  /** The coded forms of the training year: the first of the history indices. */
  public static IndexSource trainingForms(RecapConfig config) {
    List<String> history = config.indices().history();
    if (history.isEmpty()) {
      throw new ConfigException(
          "indices.history is empty: name the index of the training year's forms first");
    }
    return new IndexSource(
        IndexKind.BI,
        config.tables().trainingForms(),
        config.tables().trainingFormsGeo(),
        history.get(0),
        Rows.ALL);
  }

  /** The forms of the campaign that clerks have validated so far. */
  public static IndexSource validatedForms(RecapConfig config) {
    return new IndexSource(
        IndexKind.BI,
        config.tables().individus(),
        config.tables().formsGeo(),
        config.indices().validated(),
        Rows.VALIDATED);
  }

  /** What the history is made from, as far as jobs of ours index it. */
  public static List<IndexSource> history(RecapConfig config) {
    List<String> history = config.indices().history();
    String validated = config.indices().validated();
    List<IndexSource> sources = new ArrayList<>();
    if (!history.isEmpty() && !history.get(0).equals(validated)) {
      sources.add(trainingForms(config));
    }
    if (history.contains(validated)) {
      sources.add(validatedForms(config));
    }
    return sources;
  }

  /** The rows of the table that are indexed. */
  public Dataset<Row> select(Dataset<Row> table) {
    return rows == Rows.ALL
        ? table
        : table.filter(col(Rp.I_REPRISE_ACT).equalTo(DONE).and(length(trim(col(Rp.SIRETM))).gt(0)));
  }

  /** The table of the documents that the server refused. */
  public TableName rejects() {
    return TableName.parse(alias.replaceAll("[^a-z0-9_]", "_") + "_rejects");
  }
}
