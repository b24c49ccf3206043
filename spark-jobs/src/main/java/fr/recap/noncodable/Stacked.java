package fr.recap.noncodable;

import fr.recap.forms.Form;
import fr.recap.forms.Match;
import fr.recap.metrics.LogisticCalibration;
import fr.recap.tables.Rp;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A classifier on the text models' log-odds, the form's shape and, if it wants, what the matcher of
 * establishments says.
 *
 * @param evidence whether the matcher's results are read
 * @param calibration from the classifier's score to a probability
 */
record Stacked(Classifier classifier, boolean evidence, LogisticCalibration calibration) {

  static int size(boolean meaning, boolean evidence) {
    return TextModels.size(meaning) + FormShape.size() + (evidence ? MatchEvidence.size() : 0);
  }

  /**
   * Groups of features that tell of the same, in order.
   *
   * @param size number of the features that a model reads; groups beyond are left out
   */
  static List<FeatureGroup> groups(int size, boolean evidence) {
    List<FeatureGroup> groups = new ArrayList<>();
    groups.add(new FeatureGroup("words", 0, 1));
    boolean meaning = size == size(true, evidence);
    if (meaning) {
      groups.add(new FeatureGroup("meaning", 1, 2));
    }
    int at = TextModels.size(meaning);
    groups.addAll(FormShape.groups(at));
    if (evidence) {
      groups.addAll(MatchEvidence.groups(at + FormShape.size()));
    }
    groups.removeIf(group -> group.to() > size);
    return groups;
  }

  /**
   * Features of a form: all of them are floats, so that every family compares the same numbers.
   *
   * @param match what the matcher says, null for nothing; not read without evidence
   */
  static double[] features(TextModels texts, Form form, boolean evidence, Match match) {
    double[] features = new double[size(texts.hasMeaning(), evidence)];
    int at = FormShape.fill(form, features, texts.fill(form, features, 0));
    if (evidence) {
      at = MatchEvidence.fill(match, features, at);
    }
    if (at != features.length) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT, "A form (%s) has %d features, not %d", Rp.CABBI, at, features.length));
    }
    return features;
  }

  double probability(double[] features) {
    return calibration.probability(classifier.score(features));
  }
}
