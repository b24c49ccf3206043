package fr.recap.nomenclature;

import fr.recap.nomenclature.TrainingForms.HeldOut;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What a coder says of forms that it has not seen, one entry a form. */
final class Tested {
  private final NomenclatureCoder coder;
  private final int[] truths;
  private final Ranking[] rankings;
  private final boolean[] correct;
  private final double[] probabilities;

  Tested(NomenclatureCoder coder, int[] truths, Ranking[] rankings) {
    this.coder = coder;
    this.truths = truths;
    this.rankings = rankings;
    this.correct = new boolean[truths.length];
    for (int form = 0; form < truths.length; form++) {
      correct[form] = rankings[form].leaf(0) == truths[form];
    }
    this.probabilities = coder.automatic().probabilities(rankings);
  }

  static Tested of(NomenclatureCoder coder, List<HeldOut> forms) {
    int[] truths = new int[forms.size()];
    Ranking[] rankings = new Ranking[truths.length];
    for (int form = 0; form < truths.length; form++) {
      truths[form] = forms.get(form).leaf();
      rankings[form] = coder.rank(forms.get(form).cleaned());
    }
    return new Tested(coder, truths, rankings);
  }

  /** These forms, then others of the same coder. */
  Tested and(Tested others) {
    return new Tested(
        coder,
        IntStream.concat(Arrays.stream(truths), Arrays.stream(others.truths)).toArray(),
        Stream.concat(Arrays.stream(rankings), Arrays.stream(others.rankings))
            .toArray(Ranking[]::new));
  }

  NomenclatureCoder coder() {
    return coder;
  }

  int size() {
    return truths.length;
  }

  /** Position of a form's true leaf. */
  int truth(int form) {
    return truths[form];
  }

  /** Position of the leaf that a form gets first. */
  int first(int form) {
    return rankings[form].leaf(0);
  }

  Ranking ranking(int form) {
    return rankings[form];
  }

  /** Of each form; shared, not to be changed. */
  Ranking[] rankings() {
    return rankings;
  }

  boolean correct(int form) {
    return correct[form];
  }

  /** Whether each first code is right; shared, not to be changed. */
  boolean[] correct() {
    return correct;
  }

  /** That the first code of each form is right; shared, not to be changed. */
  double[] probabilities() {
    return probabilities;
  }
}
