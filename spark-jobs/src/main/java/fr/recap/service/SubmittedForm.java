package fr.recap.service;

import fr.recap.forms.Form;
import fr.recap.forms.Location;
import fr.recap.tables.Rp;
import fr.recap.udfs.address.Coordinates;
import java.util.Map;

/**
 * A form as a client sends it.
 *
 * @param fields texts by column; what was not sent is absent
 * @param latitude degrees north, if the client knows; else null
 * @param longitude degrees east, if the client knows; else null
 * @param place where the campaign's tables have it; null where they don't know it, or the client
 *     says otherwise
 */
record SubmittedForm(
    Map<String, String> fields, Double latitude, Double longitude, Location place) {
  SubmittedForm {
    fields = Map.copyOf(fields);
  }

  /** A form of which the client alone is asked where it lies. */
  SubmittedForm(Map<String, String> fields, Double latitude, Double longitude) {
    this(fields, latitude, longitude, null);
  }

  String cabbi() {
    return fields.get(Rp.CABBI);
  }

  /** The text of a column; null if it was not sent. */
  String text(String column) {
    return fields.get(column);
  }

  /** The form as coders read it. */
  Form form() {
    return Form.of(fields);
  }

  /** Whether the client says where the workplace is, with coordinates that are a place. */
  boolean located() {
    return Coordinates.valid(latitude, longitude);
  }
}
