package fr.recap.nomenclature;

import fr.recap.metrics.Split;
import fr.recap.nomenclature.TrainingForms.HeldOut;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Top-1 against the number of learned forms, by the lexical part alone: it tells whether more
 * labelled forms would help, for a small part of the time that encoders take.
 */
final class LearningCurve {
  private static final Logger LOG = LoggerFactory.getLogger(LearningCurve.class);

  /** Shares of the forms to learn from. */
  private static final List<Double> SHARES = List.of(0.25, 0.5, 1.0);

  /** Forms that the weights are fitted on. */
  private static final int FITTED_ON = 500;

  /** Forms that are measured on: a standard error of 0.7 points at most. */
  private static final int TESTED = 5_000;

  private final NomenclatureSource known;
  private final LabelledTexts nodeTexts;

  /**
   * @param nodeTexts that are learned at every point
   */
  LearningCurve(NomenclatureSource known, LabelledTexts nodeTexts) {
    this.known = known;
    this.nodeTexts = nodeTexts;
  }

  /** Learns a quarter, a half and all of the forms to learn from; empty where there are none. */
  List<TrainingMeasures.Learned> of(TrainingForms forms) {
    long start = System.nanoTime();
    List<TrainingMeasures.Learned> points = new ArrayList<>();
    for (double share : SHARES) {
      forms.sample(share).ifPresent(sample -> points.add(point(sample, forms)));
    }
    LOG.info("Learning curve in {} ms", (System.nanoTime() - start) / 1_000_000);
    return points;
  }

  private TrainingMeasures.Learned point(TrainingForms.Part sample, TrainingForms forms) {
    TrainingTexts texts =
        new TrainingTexts(
            sample.texts(),
            nodeTexts,
            EncodedForms.of(List.of()),
            known.prior(sample.leafCounts()),
            new RelatedTexts());
    double top1 = top1(texts, forms.heldOut(Split.VALIDATION), forms.heldOut(Split.TEST));
    return new TrainingMeasures.Learned(sample.forms(), top1);
  }

  private double top1(TrainingTexts texts, List<HeldOut> validation, List<HeldOut> test) {
    Components components =
        new Components(
            known.tree(),
            known.main(),
            texts.lexical(),
            CoderTraining.SHARPNESS,
            List.of(),
            Optional.empty());
    LeafFeatures features = new LeafFeatures(components);
    List<LeafLogit.Observation> observations = new ArrayList<>();
    for (HeldOut held : validation.subList(0, Math.min(FITTED_ON, validation.size()))) {
      observations.add(features.observe(held));
    }
    double[] weights = LeafLogit.fit(observations, LeafFeatures.start(components));
    List<HeldOut> tested = test.subList(0, Math.min(TESTED, test.size()));
    int right = 0;
    for (HeldOut held : tested) {
      right += features.rank(held.cleaned(), weights).leaf(0) == held.leaf() ? 1 : 0;
    }
    return (double) right / tested.size();
  }
}
