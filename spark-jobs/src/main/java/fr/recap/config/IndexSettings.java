package fr.recap.config;

import java.io.Serializable;
import java.util.List;

/**
 * Aliases of the Elasticsearch indices.
 *
 * @param history indices of earlier forms that tell which establishment an employer is
 */
public record IndexSettings(String sirus, String forms, List<String> history)
    implements Serializable {

  static IndexSettings read(Section section) {
    return new IndexSettings(
        section.text("sirus"), section.text("forms"), section.texts("history"));
  }
}
