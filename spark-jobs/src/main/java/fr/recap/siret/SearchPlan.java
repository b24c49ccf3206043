package fr.recap.siret;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fr.recap.config.ConfigException;
import fr.recap.config.SiretSettings;
import fr.recap.tables.Rp;
import fr.recap.tables.Sirus;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * How establishments are searched for: queries on the register and one on earlier forms, from the
 * templates in {@code elasticsearch/plans/<plan>}. Immutable.
 */
final class SearchPlan {
  /** The ten queries on the establishments of the original system, and that on earlier forms. */
  private static final List<Query> ORIGINAL =
      Stream.of("a", "b", "c", "d", "e", "f", "g", "h", "i", "k", "history")
          .map(name -> new Query(name, 10))
          .toList();

  private static final List<Query> COMPACT =
      List.of(new Query("register", 40), new Query("workplace", 20), new Query("history", 25));

  private static final String FOLDER = "elasticsearch/plans/%s/%s.json";
  private static final String TRUSTED_SIRETC = "trusted_siretc";

  private final Signals signals;
  private final List<QueryTemplate> templates;
  private final List<Query> queries;
  private final boolean trustsSiretc;

  /** A query by its name, which is that of its file, and how many answers it is to give. */
  private record Query(String name, int answers) {}

  /**
   * A query of a form.
   *
   * @param query position among the searches of {@link #signals}
   * @param body JSON
   */
  record Search(int query, String body) {}

  private SearchPlan(List<Query> queries, List<QueryTemplate> templates, boolean trustsSiretc) {
    this.templates = List.copyOf(templates);
    this.queries = queries;
    this.trustsSiretc = trustsSiretc;
    Set<String> names = new LinkedHashSet<>();
    templates.forEach(template -> names.addAll(template.clauses()));
    this.signals = new Signals(queries.stream().map(Query::name).toList(), List.copyOf(names));
  }

  /**
   * Loads the templates from the class path.
   *
   * @param deadClauses also the clauses that never worked in the original
   * @param trustsSiretc also earlier forms that only the previous coder gave a SIRET
   * @throws ConfigException if a template is wrong
   */
  static SearchPlan load(SiretSettings.Plan plan, boolean deadClauses, boolean trustsSiretc) {
    Set<String> placeholders = new HashSet<>(FormQuery.PLACEHOLDERS);
    placeholders.add(TRUSTED_SIRETC);
    List<Query> queries = plan == SiretSettings.Plan.ORIGINAL ? ORIGINAL : COMPACT;
    List<QueryTemplate> templates = new ArrayList<>();
    for (Query query : queries) {
      String file = FOLDER.formatted(plan.name().toLowerCase(Locale.ROOT), query.name());
      templates.add(QueryTemplate.parse(file, read(file), deadClauses, placeholders));
    }
    return new SearchPlan(queries, templates, trustsSiretc);
  }

  /** Its queries on the establishments, then that on earlier forms; its clauses with a name. */
  Signals signals() {
    return signals;
  }

  /** Name of a query. */
  String name(int query) {
    return signals.searches().get(query);
  }

  /** Position of the query on earlier forms. */
  int history() {
    return templates.size() - 1;
  }

  /** Whether earlier forms count that only the previous coder gave a SIRET. */
  boolean trustsSiretc() {
    return trustsSiretc;
  }

  /** Earlier forms that count. */
  int historyAnswers() {
    return queries.get(history()).answers();
  }

  /** The searches of a form that can find something; none for a blank form. */
  List<Search> searches(FormQuery form) {
    List<Search> searches = new ArrayList<>(templates.size());
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
  private String complete(int query, ObjectNode body) {
    boolean history = query == history();
    body.put("size", queries.get(query).answers() + (history ? 1 : 0));
    body.put("track_total_hits", false);
    ArrayNode sort = body.putArray("sort");
    sort.add("_score");
    (history ? Stream.of(Rp.CABBI) : Stream.of(Sirus.SIRUS_ID, Sirus.NIC))
        .forEach(key -> sort.add(key + ".keyword"));
    ArrayNode source = body.putArray("_source");
    (history ? EarlierForm.FIELDS : RegisterDocuments.FIELDS).forEach(source::add);
    return body.toString();
  }

  private static String read(String file) {
    try (InputStream in = SearchPlan.class.getClassLoader().getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException(file + " is not on the class path");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
