package fr.recap.service;

import fr.recap.config.ConfigException;
import fr.recap.elastic.ElasticException;
import fr.recap.forms.CodedForm;
import fr.recap.forms.Location;
import fr.recap.forms.Match;
import fr.recap.geocoding.FormPlacer;
import fr.recap.geocoding.Place;
import fr.recap.runtime.CircuitBreaker;
import fr.recap.service.Published.Coder;
import fr.recap.siret.FormMatcher;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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
   * @param match what the matcher says; a failure if it could not be asked
   * @param remark what the client should know of the place; null for nothing
   */
  record Matched(Match match, String remark) {}

  /** Matches forms; the results are in their order. */
  List<Matched> match(List<SubmittedForm> forms, Published published) {
    FormMatcher matcher = published.searching().matcher();
    if (matcher == null) {
      return failed(forms, published.searching().failure());
    }
    List<SubmittedForm> open = forms.stream().filter(form -> form.place() == null).toList();
    Iterator<Place> placed =
        placer.place(open.stream().map(SubmittedForm::form).toList()).iterator();
    List<CodedForm> coded = new ArrayList<>(forms.size());
    List<String> remarks = new ArrayList<>(forms.size());
    for (SubmittedForm form : forms) {
      Place place = form.place() == null ? placed.next() : null;
      coded.add(coded(form, place == null ? form.place() : location(form, place), published));
      boolean unanswered = place != null && place.unanswered() && !form.located();
      remarks.add(unanswered ? place.reason() : null);
    }
    if (!breaker.allows()) {
      return failed(forms, NO_ANSWER);
    }
    try {
      List<Match> matched = matcher.match(coded);
      breaker.succeeded();
      List<Matched> results = new ArrayList<>(forms.size());
      for (int i = 0; i < forms.size(); i++) {
        results.add(new Matched(matched.get(i), remarks.get(i)));
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

  private static List<Matched> failed(List<SubmittedForm> forms, String reason) {
    return forms.stream().map(form -> new Matched(Match.failed(reason), null)).toList();
  }

  /** The form with what other coders and the gazetteer say of it. */
  private static CodedForm coded(SubmittedForm form, Location location, Published published) {
    Coder activity = published.activity();
    return CodedForm.of(form.form())
        .with(activity.settings().name(), activity.coder().code(form.form(), true))
        .at(location);
  }

  private static Location location(SubmittedForm form, Place place) {
    return new Location(
        form.located() ? form.latitude() : place.latitude(),
        form.located() ? form.longitude() : place.longitude(),
        place.commune(),
        place.communeScore());
  }
}
