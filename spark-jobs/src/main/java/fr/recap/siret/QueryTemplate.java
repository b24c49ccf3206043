package fr.recap.siret;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fr.recap.config.ConfigException;
import fr.recap.config.Nearest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A search with placeholders for the values of a form. Values are put into the parsed JSON, never
 * into text, so that nothing in a form can change the query. The rules for empty values and dead
 * clauses are told in {@code conf/elasticsearch/plans/original/README.md}.
 */
final class QueryTemplate {
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(JsonReadFeature.ALLOW_JAVA_COMMENTS).build();
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{(.*)}}");
  private static final String IF_EMPTY = "_if_empty";
  private static final String DEAD = "_dead";
  private static final String DEAD_FIELD = " " + DEAD;
  private static final String NAME = "_name";
  private static final String SHOULD = "should";

  /** Arrays whose elements are optional. */
  private static final Set<String> OPTIONAL = Set.of(SHOULD, "queries");

  private final JsonNode root;

  private QueryTemplate(JsonNode root) {
    this.root = root;
  }

  /**
   * Reads a template.
   *
   * @param name of the file, for messages
   * @param deadClauses whether to keep what is marked as dead
   * @param placeholders those that may occur
   * @throws ConfigException if it is no JSON or has an unknown placeholder
   */
  static QueryTemplate parse(
      String name, String json, boolean deadClauses, Set<String> placeholders) {
    try {
      JsonNode root = MAPPER.readTree(json);
      check(name, root, placeholders);
      return new QueryTemplate(prepared(root, deadClauses));
    } catch (JsonProcessingException e) {
      throw new ConfigException(
          "The query template %s is no JSON: %s".formatted(name, e.getMessage()), e);
    }
  }

  /** Values of {@code _name} in the template, in its order. */
  List<String> clauses() {
    return root.findValuesAsText(NAME);
  }

  /**
   * The search with the values put in.
   *
   * @param values by placeholder; an absent one is empty
   * @return empty if the search could find nothing
   */
  Optional<ObjectNode> render(Map<String, JsonNode> values) {
    return Optional.ofNullable((ObjectNode) rendered(root, "", values));
  }

  private static void check(String name, JsonNode node, Set<String> placeholders) {
    if (node.isTextual()) {
      Matcher matcher = PLACEHOLDER.matcher(node.textValue());
      if (matcher.matches() && !placeholders.contains(matcher.group(1))) {
        throw new ConfigException(
            "The query template %s has an unknown placeholder %s%s"
                .formatted(name, node.textValue(), Nearest.hint(matcher.group(1), placeholders)));
      }
    }
    node.forEach(child -> check(name, child, placeholders));
  }

  /** A copy without marks of dead clauses, and without those clauses unless they are kept. */
  private static JsonNode prepared(JsonNode node, boolean deadClauses) {
    if (node.isObject()) {
      ObjectNode copy = JsonNodeFactory.instance.objectNode();
      node.fields()
          .forEachRemaining(
              field -> {
                if (!field.getKey().equals(DEAD)) {
                  copy.set(field.getKey(), prepared(field.getValue(), deadClauses));
                }
              });
      return copy;
    }
    if (node.isArray()) {
      ArrayNode copy = JsonNodeFactory.instance.arrayNode();
      for (JsonNode element : node) {
        if (deadClauses || !isDead(element)) {
          copy.add(prepared(element, deadClauses));
        }
      }
      return copy;
    }
    if (node.isTextual() && node.textValue().endsWith(DEAD_FIELD)) {
      String text = node.textValue();
      return JsonNodeFactory.instance.textNode(
          text.substring(0, text.length() - DEAD_FIELD.length()));
    }
    return node;
  }

  private static boolean isDead(JsonNode element) {
    return element.path(DEAD).asBoolean()
        || (element.isTextual() && element.textValue().endsWith(DEAD_FIELD));
  }

  /** Null for what an empty value makes impossible. */
  private static JsonNode rendered(JsonNode node, String name, Map<String, JsonNode> values) {
    if (node.isObject()) {
      return renderedObject(node, values);
    }
    if (node.isArray()) {
      return renderedArray(node, OPTIONAL.contains(name), values);
    }
    if (node.isTextual()) {
      Matcher matcher = PLACEHOLDER.matcher(node.textValue());
      return matcher.matches() ? values.get(matcher.group(1)) : node;
    }
    return node;
  }

  private static JsonNode renderedObject(JsonNode node, Map<String, JsonNode> values) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      String name = field.getKey();
      if (name.equals(IF_EMPTY)) {
        continue;
      }
      JsonNode value = rendered(field.getValue(), name, values);
      if (value != null) {
        object.set(name, value);
      } else if (node.has(IF_EMPTY)) {
        return matchAll();
      } else if (!(name.equals(SHOULD) && isMetWithoutShould(node))) {
        return null;
      }
    }
    int required = object.path("minimum_should_match").asInt();
    return object.path(SHOULD).size() < required ? null : object;
  }

  /** A bool query needs its optional clauses only if it has no others. */
  private static boolean isMetWithoutShould(JsonNode bool) {
    return bool.has("must") || (bool.has("filter") && !bool.has("minimum_should_match"));
  }

  private static JsonNode renderedArray(
      JsonNode node, boolean optional, Map<String, JsonNode> values) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    for (JsonNode element : node) {
      JsonNode value = rendered(element, "", values);
      if (value != null) {
        array.add(value);
      } else if (!optional) {
        return null;
      }
    }
    return array.isEmpty() ? null : array;
  }

  private static JsonNode matchAll() {
    ObjectNode clause = JsonNodeFactory.instance.objectNode();
    clause.set("match_all", JsonNodeFactory.instance.objectNode());
    return clause;
  }
}
