package fr.recap.geocoding;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fr.recap.udfs.address.Coordinates;
import java.io.IOException;

/** Reads the answers of services, GeoJSON as addok documents it, and the cache's short form. */
final class AnswerJson {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String LONGITUDE = "lon";
  private static final String LATITUDE = "lat";
  private static final String SCORE = "score";
  private static final String TYPE = "type";
  private static final String LABEL = "label";
  private static final String CITY_CODE = "citycode";

  private AnswerJson() {}

  /**
   * Reads an answer.
   *
   * @return found, nothing, or nonsense where it is not what the protocol says
   */
  static Reply read(byte[] body) {
    JsonNode root;
    try {
      root = JSON.readTree(body);
    } catch (IOException e) {
      return Reply.failed(Reply.Kind.NONSENSE);
    }
    JsonNode features = root == null ? null : root.get("features");
    if (features == null || !features.isArray()) {
      return Reply.failed(Reply.Kind.NONSENSE);
    }
    if (features.isEmpty()) {
      return Reply.NOTHING;
    }
    JsonNode coordinates = features.get(0).path("geometry").path("coordinates");
    JsonNode properties = features.get(0).path("properties");
    return checked(
        coordinates.path(0),
        coordinates.path(1),
        properties.path(SCORE),
        properties.path(TYPE),
        properties.path(LABEL),
        properties.path(CITY_CODE));
  }

  /** The short form of what was found; an empty object for nothing. */
  static String write(Reply reply) {
    var stored = JSON.createObjectNode();
    Answer answer = reply.answer();
    if (answer != null) {
      stored.put(LONGITUDE, answer.longitude()).put(LATITUDE, answer.latitude());
      stored.put(SCORE, answer.score()).put(TYPE, answer.type());
      stored.put(LABEL, answer.label()).put(CITY_CODE, answer.cityCode());
    }
    return stored.toString();
  }

  /** Reads the short form; nonsense for what is none. */
  static Reply readStored(String stored) {
    try {
      JsonNode root = JSON.readTree(stored);
      return root.isEmpty()
          ? Reply.NOTHING
          : checked(
              root.path(LONGITUDE),
              root.path(LATITUDE),
              root.path(SCORE),
              root.path(TYPE),
              root.path(LABEL),
              root.path(CITY_CODE));
    } catch (JsonProcessingException e) {
      return Reply.failed(Reply.Kind.NONSENSE);
    }
  }

  private static Reply checked(
      JsonNode longitude,
      JsonNode latitude,
      JsonNode score,
      JsonNode type,
      JsonNode label,
      JsonNode cityCode) {
    boolean sound =
        longitude.isNumber()
            && latitude.isNumber()
            && Coordinates.valid(latitude.doubleValue(), longitude.doubleValue())
            && within(score, 0, 1.0001)
            && type.isTextual()
            && label.isTextual();
    return sound
        ? Reply.found(
            new Answer(
                longitude.doubleValue(),
                latitude.doubleValue(),
                Math.min(1, score.doubleValue()),
                type.textValue(),
                label.textValue(),
                cityCode.asText("")))
        : Reply.failed(Reply.Kind.NONSENSE);
  }

  private static boolean within(JsonNode node, double min, double max) {
    return node.isNumber() && node.doubleValue() >= min && node.doubleValue() <= max;
  }
}
