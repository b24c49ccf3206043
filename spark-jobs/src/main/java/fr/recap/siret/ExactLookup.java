package fr.recap.siret;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fr.recap.elastic.Hit;
import fr.recap.elastic.MultiSearch;
import fr.recap.elastic.Search;
import fr.recap.elastic.SearchResult;
import fr.recap.forms.ExactMatch;
import fr.recap.indexing.ExactKeys;
import fr.recap.tables.Sirus;
import fr.recap.udfs.codes.Naf;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@link ExactRule} for single forms, by look-ups in the indices instead of a join with the tables
 * that they were made from. A form that is itself in the history, by its cabbi, is no evidence for
 * itself.
 */
final class ExactLookup {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final String SIRETS = "sirets";
  private static final String OWN = "own";

  private final MultiSearch client;
  private final String register;
  private final String history;

  /**
   * @param register index of establishments
   * @param history indices of earlier forms with commas between; empty for none
   */
  ExactLookup(MultiSearch client, String register, String history) {
    this.client = client;
    this.register = register;
    this.history = history;
  }

  /**
   * Looks forms up; those that can't be are failing, with the reason.
   *
   * @return the forms in their order, with the establishment where their exact name leads
   */
  List<SearchedForm> lookUp(List<SearchedForm> forms) {
    List<Search> searches = new ArrayList<>();
    List<String> keys = new ArrayList<>(forms.size());
    for (SearchedForm form : forms) {
      FormQuery query = form.query();
      String key = ExactKeys.of(query.name(), query.communeCode());
      keys.add(key);
      if (key != null) {
        searches.add(new Search(register, namesBody(key)));
        if (!history.isEmpty()) {
          searches.add(new Search(history, wordingsBody(key, query.cabbi())));
        }
      }
    }
    List<SearchResult> results = searches.isEmpty() ? List.of() : client.search(searches);
    List<SearchedForm> looked = new ArrayList<>(forms.size());
    int at = 0;
    for (int i = 0; i < keys.size(); i++) {
      if (keys.get(i) == null) {
        looked.add(forms.get(i));
        continue;
      }
      SearchResult named = results.get(at++);
      Optional<SearchResult> worded =
          history.isEmpty() ? Optional.empty() : Optional.of(results.get(at++));
      looked.add(looked(forms.get(i), named, worded));
    }
    return looked;
  }

  private static SearchedForm looked(
      SearchedForm form, SearchResult named, Optional<SearchResult> worded) {
    Optional<String> error = named.error().or(() -> worded.flatMap(SearchResult::error));
    if (error.isPresent()) {
      return form.failing(error.get());
    }
    Hit only = named.hits().size() == 1 ? named.hits().get(0) : null;
    Wordings wordings = worded.map(w -> Wordings.of(w.aggregations())).orElse(Wordings.NONE);
    ExactMatch match =
        new ExactRule(
                only == null ? null : only.id(),
                only == null ? null : Naf.division(only.source().path(Sirus.APET).asText().strip()),
                wordings.siret(),
                wordings.others())
            .match(form.query().activities().codes());
    return match == null ? form : form.with(match);
  }

  /**
   * Where earlier forms of a wording led.
   *
   * @param siret the only one; null for none or several
   * @param others forms, the one that asks left out
   */
  private record Wordings(String siret, int others) {
    private static final Wordings NONE = new Wordings(null, 0);

    static Wordings of(JsonNode aggregations) {
      JsonNode sirets = aggregations.path(SIRETS).path("buckets");
      if (sirets.size() != 1) {
        return NONE;
      }
      int own = aggregations.path(OWN).path("doc_count").asInt();
      JsonNode only = sirets.path(0);
      return new Wordings(only.path("key").asText(), only.path("doc_count").asInt() - own);
    }
  }

  /** Two are enough to tell that there are several. */
  private static String namesBody(String key) {
    ObjectNode body = filtered(ExactKeys.OF_NAMES, key);
    body.put("size", 2);
    body.putArray("_source").add(Sirus.APET);
    return body.toString();
  }

  private static String wordingsBody(String key, String cabbi) {
    ObjectNode body = filtered(ExactKeys.OF_WORDING, key);
    body.put("size", 0);
    ObjectNode aggregations = body.putObject("aggs");
    aggregations
        .putObject(SIRETS)
        .putObject("terms")
        .put("field", ExactKeys.LEADS_TO)
        .put("size", 2);
    aggregations.putObject(OWN).putObject("filter").putObject("ids").putArray("values").add(cabbi);
    return body.toString();
  }

  private static ObjectNode filtered(String field, String key) {
    ObjectNode body = JSON.objectNode();
    body.put("track_total_hits", false);
    ArrayNode filter = body.putObject("query").putObject("bool").putArray("filter");
    filter.addObject().putObject("term").put(field, key);
    return body;
  }
}
