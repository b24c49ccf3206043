package fr.recap.nomenclature;

import fr.recap.nomenclature.TrainingForms.HeldOut;
import java.util.ArrayList;
import java.util.List;

/** Chooses sharpness and field weights on validation, one coordinate after the other. */
final class ParameterSearch {
  private static final double[] SHARPNESS = {3, 6, 10};
  private static final double[] MAIN_WEIGHTS = {0.5, 0.7, 0.85, 1, 1.2};
  private static final double[] OTHER_WEIGHTS = {0, 0.1, 0.2, 0.3, 0.45, 0.6, 0.8, 1};
  private static final int PASSES = 2;

  private final LexicalCoder coder;
  private final List<HeldOut> validation;
  private final Aim aim;

  ParameterSearch(LexicalCoder coder, List<HeldOut> validation, Aim aim) {
    this.aim = aim;
    this.coder = coder;
    this.validation = validation;
  }

  LexicalParameters best() {
    LexicalParameters best = null;
    double bestValue = -1;
    for (double sharpness : SHARPNESS) {
      List<LeafVote[]> votes = votes(sharpness);
      List<Double> weights = weights(votes);
      double value = value(votes, weights);
      if (value > bestValue) {
        bestValue = value;
        best = new LexicalParameters(sharpness, weights);
      }
    }
    return best;
  }

  /** The best weights of the fields at one sharpness. */
  List<Double> weights(double sharpness) {
    return weights(votes(sharpness));
  }

  private List<LeafVote[]> votes(double sharpness) {
    FieldVotes votes = new FieldVotes(coder, sharpness);
    List<LeafVote[]> all = new ArrayList<>();
    for (HeldOut form : validation) {
      all.add(votes.of(form.cleaned()));
    }
    return all;
  }

  private List<Double> weights(List<LeafVote[]> votes) {
    List<Double> weights = start();
    double value = value(votes, weights);
    for (int step = 0; step < PASSES * weights.size(); step++) {
      int field = step % weights.size();
      for (double candidate : field == 0 ? MAIN_WEIGHTS : OTHER_WEIGHTS) {
        List<Double> changed = new ArrayList<>(weights);
        changed.set(field, candidate);
        double changedValue = value(votes, changed);
        if (changedValue > value) {
          value = changedValue;
          weights = changed;
        }
      }
    }
    return weights;
  }

  private List<Double> start() {
    List<Double> weights = new ArrayList<>(List.of(1.0));
    while (weights.size() < coder.indices().size()) {
      weights.add(0.3);
    }
    return weights;
  }

  private double value(List<LeafVote[]> votes, List<Double> weights) {
    double sum = 0;
    for (int i = 0; i < votes.size(); i++) {
      sum += aim.value(coder.rankOf(validation.get(i).leaf(), votes.get(i), weights));
    }
    return sum / votes.size();
  }
}
