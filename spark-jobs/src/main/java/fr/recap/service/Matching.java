package fr.recap.service;

import fr.recap.config.ConfigException;
import fr.recap.elastic.ElasticException;
import fr.recap.geocoding.FormPlacer;
import fr.recap.geocoding.FormPlacer.Place;
import fr.recap.nomenclature.Prediction;
import fr.recap.runtime.CircuitBreaker;
import fr.recap.siret.FormMatcher;
import fr.recap.siret.MatchInput;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.collection.JavaConverters;

/**
 * Finds the establishments of forms: their activity, their place, then the matcher. Searches that
 * fail several times in a row are left alone for a while, so that clients don't wait for nothing.
 */
final class Matching {
  private static final Logger LOG = LoggerFactory.getLogger(Matching.class);

  private static final int FAILURES = 3;
  private static final Duration PAUSE = Duration.ofSeconds(5);
  private static final String NO_ANSWER = "Elasticsearch does not answer, or refuses";

  private final FormPlacer placer;
  private final CircuitBreaker breaker = new CircuitBreaker(FAILURES, PAUSE);

  Matching(FormPlacer placer) {
    this.placer = placer;
  }

  /**
   * What was found for a form.
   *
   * @param row what the matcher says; null if it could not be asked
   * @param failure why not; null if it was
   * @param remark what the client should know of the place; null for nothing
   */
  record Matched(Row row, String failure, String remark) {}

  /** Matches forms; the results are in their order. */
  List<Matched> match(List<Form> forms, Published published) {
    FormMatcher matcher = published.searching().matcher();
    if (matcher == null) {
      return failed(forms, published.searching().failure());
    }
    List<Place> places = placer.place(forms.stream().map(form -> form.row(Map.of())).toList());
    List<Row> rows = new ArrayList<>(forms.size());
    for (int i = 0; i < forms.size(); i++) {
      rows.add(row(forms.get(i), places.get(i), published));
    }
    if (!breaker.allows()) {
      return failed(forms, NO_ANSWER);
    }
    try {
      List<Row> matched = matcher.match(rows);
      breaker.succeeded();
      List<Matched> results = new ArrayList<>(forms.size());
      for (int i = 0; i < forms.size(); i++) {
        boolean unanswered = places.get(i).unanswered() && !forms.get(i).located();
        results.add(new Matched(matched.get(i), null, unanswered ? places.get(i).reason() : null));
      }
      return results;
    } catch (ConfigException | ElasticException e) {
      LOG.warn("Establishments can't be searched for: {}", e.getMessage());
      breaker.failed();
      return failed(forms, NO_ANSWER);
    } catch (RuntimeException e) {
      breaker.failed();
      throw e;
    }
  }

  private static List<Matched> failed(List<Form> forms, String reason) {
    return forms.stream()
        .map(form -> new Matched(null, "a search failed: " + reason, null))
        .toList();
  }

  /** The form with what other coders and the gazetteer say of it. */
  private static Row row(Form form, Place place, Published published) {
    Prediction activity = published.activity().coder().predictWithoutMainField(form::text);
    Map<String, Object> known = new HashMap<>();
    known.put(MatchInput.LATITUDE, form.located() ? form.latitude() : place.latitude());
    known.put(MatchInput.LONGITUDE, form.located() ? form.longitude() : place.longitude());
    known.put(MatchInput.COMMUNE, place.commune());
    known.put(MatchInput.COMMUNE_SCORE, place.communeScore());
    known.put(MatchInput.NAF_CODES, seq(activity.codes()));
    known.put(MatchInput.NAF_SCORES, seq(activity.scores()));
    return form.row(known);
  }

  private static Object seq(List<?> values) {
    return JavaConverters.asScalaBuffer(values).toSeq();
  }
}
