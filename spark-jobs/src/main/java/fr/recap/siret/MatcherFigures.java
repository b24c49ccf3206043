package fr.recap.siret;

import fr.recap.metrics.CalibrationBin;
import fr.recap.metrics.OperatingPoints;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a training measured on forms that the matcher has not learned.
 *
 * @param forms number of them
 * @param known those that have an establishment
 * @param retrieved those whose establishment is among the candidates
 * @param first for k = 1, 2, ...: forms whose establishment is among the first k
 * @param sources of those that were retrieved, how many each search found, by its name
 * @param establishment what thresholds on the establishment's probability would code
 * @param unit the same of the legal unit
 * @param calibration of the establishment's probability
 * @param leads mean of what each feature adds to the lead of the first candidate over the second;
 *     empty where candidates are not ranked by trees
 * @param errors wrong forms with the highest probability
 */
record MatcherFigures(
    long forms,
    long known,
    long retrieved,
    List<Long> first,
    Map<String, Long> sources,
    OperatingPoints establishment,
    OperatingPoints unit,
    List<CalibrationBin> calibration,
    Map<String, Double> leads,
    List<MatcherError> errors) {
  MatcherFigures {
    first = List.copyOf(first);
    sources = Collections.unmodifiableMap(new LinkedHashMap<>(sources));
    calibration = List.copyOf(calibration);
    leads = Collections.unmodifiableMap(new LinkedHashMap<>(leads));
    errors = List.copyOf(errors);
  }
}
