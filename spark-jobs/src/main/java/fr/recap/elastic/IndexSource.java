package fr.recap.elastic;

import fr.recap.config.ConfigException;
import fr.recap.config.RecapConfig;
import fr.recap.config.TableName;
import java.io.Serializable;
import java.util.List;

/**
 * What an index is made from.
 *
 * @param kind which documents
 * @param table forms or establishments
 * @param geo their coordinates; a table that need not exist
 * @param alias name by which the index is searched
 */
public record IndexSource(IndexKind kind, TableName table, TableName geo, String alias)
    implements Serializable {

  /** The register of establishments. */
  public static IndexSource sirus(RecapConfig config) {
    return new IndexSource(
        IndexKind.SIRUS,
        config.tables().sirus(),
        config.tables().sirusGeo(),
        config.indices().sirus());
  }

  /** The forms of the campaign. */
  public static IndexSource forms(RecapConfig config) {
    return new IndexSource(
        IndexKind.BI,
        config.tables().forms(),
        config.tables().formsGeo(),
        config.indices().forms());
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
        history.get(0));
  }

  /** The table of the documents that the server refused. */
  public TableName rejects() {
    return TableName.parse(alias.replaceAll("[^a-z0-9_]", "_") + "_rejects");
  }
}
