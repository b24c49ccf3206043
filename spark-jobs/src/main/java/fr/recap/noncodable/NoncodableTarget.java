package fr.recap.noncodable;

import com.fasterxml.jackson.annotation.JsonValue;
import fr.recap.config.ConfigException;
import fr.recap.config.NoncodableSettings;
import fr.recap.forms.Form;
import fr.recap.forms.ProfessionRows;
import fr.recap.tables.Rp;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;

/** What makes a form non-codable: {@code noncodable.target}. */
public enum NoncodableTarget {
  /** No SIRET was kept in the end: what the truth says. */
  NO_FINAL_SIRET(
      NoncodableSettings.NO_FINAL_SIRET,
      List.of(Rp.SIRET_DEC),
      "the establishment finally kept",
      ""),
  /** Neither the previous coder nor a clerk gave a SIRET: the original's definition. */
  NO_SIRET_GIVEN(
      NoncodableSettings.NO_SIRET_GIVEN,
      List.of(Rp.SIRETM, Rp.SIRETC),
      "the SIRET that a clerk or the previous coder gave",
      "set noncodable.target = " + NoncodableSettings.NO_FINAL_SIRET);

  /** The setting's full name. */
  public static final String SETTING = "noncodable.target";

  private final String text;
  private final List<String> columns;
  private final String use;
  private final String remedy;

  NoncodableTarget(String text, List<String> columns, String use, String remedy) {
    this.text = text;
    this.columns = columns;
    this.use = use;
    this.remedy = remedy;
  }

  /**
   * The target of a value of the setting.
   *
   * @throws ConfigException if there is none
   */
  public static NoncodableTarget named(String text) {
    return Arrays.stream(values())
        .filter(target -> target.text.equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new ConfigException(
                    "%s must be one of %s, cannot be: %s"
                        .formatted(SETTING, String.join(", ", NoncodableSettings.TARGETS), text)));
  }

  /** The value of the setting. */
  @JsonValue
  public String text() {
    return text;
  }

  /** Columns of the forms that tell it: the form is non-codable if none is filled. */
  public List<String> columns() {
    return columns;
  }

  /** What the columns are read as. */
  String use() {
    return use;
  }

  /** What else than adding a column helps; empty for nothing. */
  String remedy() {
    return remedy;
  }

  boolean of(Form form) {
    return columns.stream().allMatch(column -> form.filled(column) == null);
  }

  /** The same of rows of forms. */
  public Column column() {
    return columns.stream()
        .map(column -> functions.not(ProfessionRows.filled(functions.col(column))))
        .reduce(Column::and)
        .orElseThrow();
  }
}
