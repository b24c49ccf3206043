package fr.recap.siret;

import java.util.ArrayList;
import java.util.List;

/**
 * The features by which candidates are ranked, in a fixed order. Their names begin with what they
 * tell of: {@code name}, {@code place}, {@code activity}, {@code unit}, {@code search}, {@code
 * history} or {@code crowd}. NaN stands for what can't be known.
 */
final class PairFeatures {
  private final SearchFeatures searches;
  private final Professions professions;
  private final CrowdFeatures crowd;
  private final List<String> names;
  private final int alone;

  /** The features of professions that nothing is known of. */
  PairFeatures(SearchPlan plan) {
    this(plan, Professions.NONE);
  }

  PairFeatures(SearchPlan plan, Professions professions) {
    this.professions = professions;
    searches = new SearchFeatures(plan);
    List<String> list = new ArrayList<>(NameFeatures.NAMES);
    list.addAll(PlaceFeatures.NAMES);
    list.addAll(ActivityFeatures.NAMES);
    list.addAll(searches.names());
    alone = list.size();
    crowd = new CrowdFeatures(list);
    list.addAll(crowd.names());
    list.addAll(EncoderFeatures.NAMES);
    names = List.copyOf(list);
  }

  /** Names of the features. */
  List<String> names() {
    return names;
  }

  /**
   * The features of the candidates of one form, those of {@link EncoderFeatures} unknown.
   *
   * @param views of the candidates, in their order
   * @param cosines similarity of the texts of each
   */
  List<float[]> of(
      FormView form, List<Candidate> candidates, List<EstablishmentView> views, double[] cosines) {
    List<float[]> pairs = new ArrayList<>(candidates.size());
    for (int i = 0; i < candidates.size(); i++) {
      Features features = new Features(alone);
      NameFeatures.write(form, views.get(i), cosines[i], features);
      PlaceFeatures.write(form, views.get(i), features);
      ActivityFeatures.write(form, views.get(i), professions, features);
      searches.write(candidates.get(i), features);
      pairs.add(features.values());
    }
    List<Features> all = new ArrayList<>(pairs.size());
    for (float[] pair : pairs) {
      Features features = new Features(names.size());
      for (float value : pair) {
        features.add(value);
      }
      all.add(features);
    }
    crowd.write(candidates, pairs, all);
    all.forEach(features -> EncoderFeatures.NAMES.forEach(name -> features.add(Double.NaN)));
    return all.stream().map(Features::values).toList();
  }
}
