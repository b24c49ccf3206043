package fr.recap.config;

import java.io.Serializable;
import java.util.List;

/**
 * Aliases of the Elasticsearch indices.
 *
 * @param validated forms of the campaign that clerks have validated
 * @param history indices of earlier forms that tell which establishment an employer is
 */
public record IndexSettings(String sirus, String forms, String validated, List<String> history)
    implements Serializable {

  /** The same with another history. */
  public IndexSettings withHistory(List<String> indices) {
    return new IndexSettings(sirus, forms, validated, List.copyOf(indices));
  }

  static IndexSettings read(Section section) {
    return new IndexSettings(
        section.text("sirus"),
        section.text("forms"),
        section.text("validated"),
        section.texts("history"));
  }
}
