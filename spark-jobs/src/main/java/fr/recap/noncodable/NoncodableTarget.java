package fr.recap.noncodable;

import fr.recap.forms.Form;
import fr.recap.tables.Rp;
import java.util.List;

/** What makes a training form non-codable. */
public enum NoncodableTarget {
  /** No SIRET was kept in the end: what the truth says. */
  NO_FINAL_SIRET(List.of(Rp.SIRET_DEC)),
  /** Neither the previous coder nor a clerk gave a SIRET: the original's definition. */
  NO_SIRET_GIVEN(List.of(Rp.SIRETM, Rp.SIRETC));

  private final List<String> columns;

  NoncodableTarget(List<String> columns) {
    this.columns = columns;
  }

  List<String> columns() {
    return columns;
  }

  boolean of(Form form) {
    return columns.stream().allMatch(column -> form.filled(column) == null);
  }
}
