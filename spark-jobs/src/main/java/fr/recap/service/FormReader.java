package fr.recap.service;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fr.recap.config.NomenclatureSettings;
import fr.recap.nomenclature.FormText;
import fr.recap.tables.Rp;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the forms of a body, and refuses what is none with the place of each problem. Fields that
 * are not known are ignored, as the original did.
 */
final class FormReader {
  /** Longest text of each field, in characters; the last two are ours, the others' are given. */
  static final Map<String, Integer> FIELDS = fields();

  /** The same of a field of the users' own that a nomenclature reads. */
  static final int LONGEST_OWN = 300;

  private static final String DOCUMENTS = "documents";
  private static final String LATITUDE = "latitude";
  private static final String LONGITUDE = "longitude";

  /** Deeper than any body of ours, and harmless. */
  private static final int DEEPEST = 8;

  private static final int MOST_PROBLEMS = 20;

  private static final ObjectMapper JSON =
      new ObjectMapper(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(DEEPEST)
                          .maxNumberLength(100)
                          .build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private final int mostDocuments;
  private final Map<String, Integer> fields;

  /**
   * A reader.
   *
   * @param mostDocuments most forms of a body
   * @param own fields of the users' own, besides {@link #FIELDS}
   */
  FormReader(int mostDocuments, Collection<String> own) {
    this.mostDocuments = mostDocuments;
    this.fields = new LinkedHashMap<>(FIELDS);
    own.forEach(field -> fields.putIfAbsent(field, LONGEST_OWN));
  }

  /** Fields that nomenclatures read, in their order. */
  static List<String> readBy(List<NomenclatureSettings> nomenclatures) {
    return nomenclatures.stream()
        .flatMap(nomenclature -> new FormText(nomenclature.inputs()).columns().stream())
        .distinct()
        .toList();
  }

  private static Map<String, Integer> fields() {
    Map<String, Integer> fields = new LinkedHashMap<>();
    fields.put(Rp.CABBI, 20);
    for (String column : List.of(Rp.RS_X, Rp.ACTET_X, Rp.PROFS_X, Rp.PROFI_X, Rp.PROFA_X)) {
      fields.put(column, 300);
    }
    fields.put(Rp.NUMVOI_X, 15);
    fields.put(Rp.BISTER_X, 30);
    for (String column :
        List.of(Rp.TYPEVOI_X, Rp.NOMVOI_X, Rp.CPLADR_X, Rp.CLT_X, Rp.DLT_X, Rp.PLT_X)) {
      fields.put(column, 100);
    }
    fields.put(Rp.CLT_C_C, 10);
    fields.put(Rp.VARDOMPART_X, 10);
    fields.put(Rp.DEPCOM_CODE, 10);
    fields.put(Rp.ILT_X, 10);
    return fields;
  }

  /**
   * The forms of a body.
   *
   * @throws HttpErrorException 400 for what is no JSON, 422 for JSON that is no list of forms
   */
  List<SubmittedForm> read(byte[] body) {
    JsonNode root = parse(body);
    Problems problems = new Problems();
    JsonNode documents = root.path(DOCUMENTS);
    List<SubmittedForm> forms = new ArrayList<>();
    if (!root.isObject()) {
      problems.add("must be an object with documents");
    } else if (!documents.isArray()) {
      problems.add(
          documents.isMissingNode() ? "field required" : "must be a list of forms", DOCUMENTS);
    } else if (documents.size() > mostDocuments) {
      problems.add(
          "has %d forms, at most %d are allowed".formatted(documents.size(), mostDocuments),
          DOCUMENTS);
    } else {
      for (int i = 0; i < documents.size(); i++) {
        forms.add(form(documents.get(i), i, problems));
      }
    }
    problems.refuse();
    return forms;
  }

  private static JsonNode parse(byte[] body) {
    if (body.length == 0) {
      throw HttpErrorException.of(400, "The body is empty: send JSON with documents");
    }
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException e) {
      // Not its whole message, which would quote the body.
      throw HttpErrorException.of(
          400,
          "The body is no JSON that can be read (line %d, column %d)"
              .formatted(
                  e.getLocation() == null ? 0 : e.getLocation().getLineNr(),
                  e.getLocation() == null ? 0 : e.getLocation().getColumnNr()));
    } catch (IOException e) {
      throw HttpErrorException.of(400, "The body is no JSON in UTF-8");
    }
  }

  private SubmittedForm form(JsonNode document, int at, Problems problems) {
    Map<String, String> texts = new HashMap<>();
    if (!document.isObject()) {
      problems.add("must be an object", DOCUMENTS, at);
      return new SubmittedForm(texts, null, null);
    }
    fields.forEach(
        (field, longest) -> {
          JsonNode value = document.path(field);
          if (value.isTextual()) {
            String problem = problem(value.textValue(), field, longest);
            if (problem != null) {
              problems.add(problem, DOCUMENTS, at, field);
            }
            texts.put(field, value.textValue());
          } else if (!value.isMissingNode() && !value.isNull()) {
            problems.add("must be a text", DOCUMENTS, at, field);
          } else if (field.equals(Rp.CABBI)) {
            problems.add("field required", DOCUMENTS, at, field);
          }
        });
    Double latitude = degrees(document, LATITUDE, 90, at, problems);
    Double longitude = degrees(document, LONGITUDE, 180, at, problems);
    if ((latitude == null) != (longitude == null)) {
      problems.add("latitude and longitude go together", DOCUMENTS, at);
    }
    return new SubmittedForm(texts, latitude, longitude);
  }

  private static String problem(String text, String field, int longest) {
    if (text.codePointCount(0, text.length()) > longest) {
      return "must have at most %d characters".formatted(longest);
    }
    if (field.equals(Rp.CABBI)
        && (text.isBlank() || text.chars().anyMatch(Character::isISOControl))) {
      return "must be filled, without control characters";
    }
    return text.indexOf('\0') >= 0 ? "must not hold a null character" : null;
  }

  private static Double degrees(
      JsonNode document, String field, double most, int at, Problems problems) {
    JsonNode value = document.path(field);
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    double degrees = value.isNumber() ? value.doubleValue() : Double.NaN;
    if (!(Math.abs(degrees) <= most)) {
      problems.add(
          "must be a number between -%s and %s".formatted(most, most), DOCUMENTS, at, field);
    }
    return degrees;
  }

  /** What is wrong with a body, in the shape that clients of the original know. */
  private static final class Problems {
    private final ArrayNode all = JSON.createArrayNode();

    void add(String message, Object... place) {
      if (all.size() == MOST_PROBLEMS) {
        return;
      }
      ObjectNode problem = all.addObject();
      ArrayNode location = problem.putArray("loc").add("body");
      for (Object part : place) {
        if (part instanceof Integer index) {
          location.add(index);
        } else {
          location.add(part.toString());
        }
      }
      problem.put("msg", message);
      problem.put("type", "value_error");
    }

    void refuse() {
      if (!all.isEmpty()) {
        throw HttpErrorException.of(422, all);
      }
    }
  }
}
