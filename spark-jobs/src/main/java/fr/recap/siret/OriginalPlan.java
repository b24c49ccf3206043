package fr.recap.siret;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fr.recap.tables.Rp;
import fr.recap.tables.Sirus;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The plan {@code original}: ten queries on the establishments and one on earlier forms, from the
 * templates in {@code elasticsearch/plans/original}. Immutable.
 */
final class OriginalPlan {
  /** Names of the queries on the establishments, then that on earlier forms. */
  static final List<String> QUERIES =
      List.of("a", "b", "c", "d", "e", "f", "g", "h", "i", "k", "history");

  /** Position of the query on earlier forms. */
  static final int HISTORY = QUERIES.size() - 1;

  /** Answers of each query. */
  static final int ANSWERS = 10;

  private static final String FOLDER = "elasticsearch/plans/original/";
  private static final String TRUSTED_SIRETC = "trusted_siretc";

  private final List<QueryTemplate> templates;
  private final boolean trustsSiretc;

  /**
   * A query of a form.
   *
   * @param query position in {@link #QUERIES}
   * @param body JSON
   */
  record Search(int query, String body) {}

  private OriginalPlan(List<QueryTemplate> templates, boolean trustsSiretc) {
    this.templates = List.copyOf(templates);
    this.trustsSiretc = trustsSiretc;
  }

  /**
   * Loads the templates from the class path.
   *
   * @param deadClauses also the clauses that never worked in the original
   * @param trustsSiretc also earlier forms that only the previous coder gave a SIRET
   * @throws fr.recap.config.ConfigException if a template is wrong
   */
  static OriginalPlan load(boolean deadClauses, boolean trustsSiretc) {
    Set<String> placeholders = new HashSet<>(FormQuery.PLACEHOLDERS);
    placeholders.add(TRUSTED_SIRETC);
    List<QueryTemplate> templates = new ArrayList<>();
    for (String query : QUERIES) {
      String name = query + ".json";
      templates.add(QueryTemplate.parse(name, read(name), deadClauses, placeholders));
    }
    return new OriginalPlan(templates, trustsSiretc);
  }

  /** The searches of a form that can find something; none for a blank form. */
  List<Search> searches(FormQuery form) {
    List<Search> searches = new ArrayList<>(QUERIES.size());
    if (form.isBlank()) {
      return searches;
    }
    Map<String, JsonNode> values = form.values();
    if (trustsSiretc) {
      values.put(TRUSTED_SIRETC, JsonNodeFactory.instance.textNode(Rp.SIRETC));
    }
    for (int query = 0; query < templates.size(); query++) {
      int position = query;
      templates
          .get(query)
          .render(values)
          .ifPresent(body -> searches.add(new Search(position, complete(position, body))));
    }
    return searches;
  }

  /**
   * Asks for the answers in a fixed order, with the fields that are needed, without counting the
   * rest. One more earlier form is asked for, since the form itself may be among them: that keeps
   * the search the same for colleagues.
   */
  private static String complete(int query, ObjectNode body) {
    boolean history = query == HISTORY;
    body.put("size", history ? ANSWERS + 1 : ANSWERS);
    body.put("track_total_hits", false);
    ArrayNode sort = body.putArray("sort");
    sort.add("_score");
    (history ? Stream.of(Rp.CABBI) : Stream.of(Sirus.SIRUS_ID, Sirus.NIC))
        .forEach(key -> sort.add(key + ".keyword"));
    Stream<String> fields =
        history ? Stream.of(Rp.SIRET_DEC, Rp.SIRETM, Rp.SIRETC) : Establishment.FIELDS.stream();
    ArrayNode source = body.putArray("_source");
    fields.forEach(source::add);
    return body.toString();
  }

  /** A search for the documents of establishments. */
  static String byId(List<String> sirets) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    ArrayNode values = body.putObject("query").putObject("ids").putArray("values");
    sirets.forEach(values::add);
    body.put("size", sirets.size());
    body.put("track_total_hits", false);
    ArrayNode source = body.putArray("_source");
    Establishment.FIELDS.forEach(source::add);
    return body.toString();
  }

  private static String read(String name) {
    try (InputStream in = OriginalPlan.class.getClassLoader().getResourceAsStream(FOLDER + name)) {
      if (in == null) {
        throw new IllegalStateException(FOLDER + name + " is not on the class path");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
