package fr.recap.siret;

import java.util.List;

/**
 * What a source of candidates can tell of one, by names that are the same for all forms: models are
 * trained on them.
 *
 * @param searches each gives the candidates that it finds a rank and a score
 * @param conditions that a candidate meets or not, such as the same commune
 */
record Signals(List<String> searches, List<String> conditions) {
  Signals {
    searches = List.copyOf(searches);
    conditions = List.copyOf(conditions);
  }
}
