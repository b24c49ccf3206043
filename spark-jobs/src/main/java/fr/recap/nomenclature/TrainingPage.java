package fr.recap.nomenclature;

import fr.recap.pages.Chart;
import fr.recap.pages.Chart.Axis;
import fr.recap.pages.Chart.Point;
import fr.recap.pages.Chart.Series;
import fr.recap.pages.HtmlPage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A training's measures as a page. */
final class TrainingPage {
  private TrainingPage() {}

  static HtmlPage of(TrainingMeasures m) {
    HtmlPage page = new HtmlPage("Training of %s: how good the coder is".formatted(m.model()));
    Map<String, String> figures = new LinkedHashMap<>();
    figures.put("top-1", percent(m.metrics().get("top-1")));
    figures.put("top-5", percent(m.metrics().get("top-5")));
    figures.put("coded automatically", percent(m.metrics().get("automatic-coverage")));
    figures.put("right among these", percent(m.metrics().get("automatic-precision")));
    figures.put("calibration error", number(m.metrics().get("calibration-error")));
    page.figures(figures)
        .note(
            "Measured on %,d test forms that the measured coder has not learned. The coder that is stored has learned them too, with the same choices. The target precision of automatic coding is %s; %s"
                .formatted(
                    m.tested(),
                    percent(m.targetPrecision()),
                    m.threshold() > 1
                        ? "validation found no threshold that reaches it."
                        : "its threshold %s was chosen on validation forms, that of the stored coder on these and the test forms."
                            .formatted(number(m.threshold()))));
    page.heading("Automatic coding")
        .charts(List.of(coding(m), calibration(m)))
        .table(
            "By section of the first code",
            List.of(
                "",
                "forms",
                "right",
                "coded automatically",
                "right among these",
                "could be coded at target"),
            m.sections().stream().map(s -> section(s, m.targetPrecision())).toList())
        .note(
            "The last column is the share of the section's forms that a threshold of its own would accept at the target precision, seen on these test forms: where it is far above the share that is coded automatically, a threshold by section would pay.");
    page.table(
            "By how near the text is to one that was learned",
            List.of(
                "",
                "similarity from",
                "forms",
                "right",
                "coded automatically",
                "right among these"),
            m.novelty().stream().map(TrainingPage::novelty).toList())
        .note(
            "Next year's forms have their share of each, which need not be that of these test forms: a campaign with more new texts is coded worse.");
    page.heading("Levels and ranks")
        .table("Right first codes by level", List.of("level", "codes", "right"), levels(m))
        .table(
            "True code among the first k codes",
            List.of("k", "found"),
            List.of("1", "3", "5", "10").stream()
                .map(k -> List.of(k, percent(m.metrics().get("top-" + k))))
                .toList());
    page.heading("What goes wrong");
    page.table(
        "Codes with the most errors",
        List.of("true code", "most frequent wrong code", "of errors", "errors", "forms", "wrong"),
        m.worst().stream().map(TrainingPage::errors).toList(),
        2);
    page.note("%s of the forms get a code of another section.".formatted(percent(m.crossed())));
    page.table(
        "Confusions that cross sections",
        List.of(
            "true section", "section of the first code", "for example", "forms", "of the section"),
        m.crossings().stream().map(TrainingPage::crossing).toList(),
        3);
    page.heading("Learning").charts(learning(m));
    page.heading("Forms")
        .table(
            "What became of the training forms",
            List.of("", "forms"),
            new TreeMap<>(m.forms())
                .entrySet().stream()
                    .map(state -> List.of(state.getKey(), count(state.getValue())))
                    .toList())
        .note(
            "56 %% of the used forms were learned, 14 %% decided choices, 30 %% were measured on (at most %,d of each of the two latter)."
                .formatted(TrainingForms.HELD_OUT));
    return page;
  }

  private static List<String> novelty(TrainingMeasures.Novelty row) {
    return List.of(
        row.texts(),
        number(row.least()),
        count(row.forms()),
        percent(row.top1()),
        percent(row.coverage()),
        percent(row.automaticPrecision()));
  }

  private static Chart coding(TrainingMeasures m) {
    List<Point> points = new ArrayList<>();
    double lowest = m.targetPrecision();
    for (CodingCurve.Point p : m.automatic().points()) {
      lowest = Math.min(lowest, p.precision());
      points.add(
          new Point(
              p.coverage(),
              p.precision(),
              "threshold %s: %s coded, %s right"
                  .formatted(
                      number(p.threshold()), percent(p.coverage()), percent(p.precision()))));
    }
    Chart chart =
        new Chart(
                "Coverage against precision, by threshold",
                Axis.shares("share coded automatically", 0),
                Axis.shares("share of right codes among these", lowest))
            .add(new Series("all", points, true));
    double precision = m.metrics().get("automatic-precision");
    if (!Double.isNaN(precision)) {
      chart.mark(
          new Point(
              m.metrics().get("automatic-coverage"),
              precision,
              "threshold " + number(m.threshold())));
    }
    return chart;
  }

  private static Chart calibration(TrainingMeasures m) {
    return new Chart(
            "Calibration: probability against what was right",
            Axis.shares("probability that the first code is right", 0),
            Axis.shares("share of right first codes", 0))
        .withDiagonal()
        .add(
            new Series(
                "forms",
                m.calibration().stream()
                    .map(
                        bin ->
                            new Point(
                                bin.probability(),
                                bin.right(),
                                "%,d forms: said %s, right %s"
                                    .formatted(
                                        bin.forms(),
                                        percent(bin.probability()),
                                        percent(bin.right()))))
                    .toList(),
                false));
  }

  private static List<Chart> learning(TrainingMeasures m) {
    List<Chart> charts = new ArrayList<>();
    if (m.losses().stream().anyMatch(losses -> !losses.isEmpty())) {
      charts.add(losses(m));
    }
    if (!m.learning().isEmpty()) {
      List<Point> points = new ArrayList<>();
      double lowest = 1;
      long most = 0;
      for (TrainingMeasures.Learned learned : m.learning()) {
        lowest = Math.min(lowest, learned.top1());
        most = Math.max(most, learned.forms());
        points.add(
            new Point(
                (double) learned.forms(),
                learned.top1(),
                "%,d forms: %s".formatted(learned.forms(), percent(learned.top1()))));
      }
      charts.add(
          new Chart(
                  "Learning curve of the lexical part alone",
                  Axis.numbers("labelled forms that were learned", 0, (double) most),
                  Axis.shares("top-1 on test forms", lowest - 0.05))
              .add(new Series("lexical", points, true)));
    }
    return charts;
  }

  private static Chart losses(TrainingMeasures m) {
    double low = Double.POSITIVE_INFINITY;
    double high = 0;
    int epochs = 2;
    for (List<Double> losses : m.losses()) {
      epochs = Math.max(epochs, losses.size());
      for (double loss : losses) {
        low = Math.min(low, loss);
        high = Math.max(high, loss);
      }
    }
    Chart chart =
        new Chart(
            "Validation loss of the encoders by epoch",
            Axis.numbers("epoch", 1, epochs),
            Axis.numbers("loss in nats", Math.max(0, low - 0.1 * (high - low)), high));
    for (int encoder = 0; encoder < m.losses().size(); encoder++) {
      List<Double> losses = m.losses().get(encoder);
      List<Point> points = new ArrayList<>();
      for (int epoch = 0; epoch < losses.size(); epoch++) {
        points.add(
            new Point(
                epoch + 1,
                losses.get(epoch),
                "epoch %d: %.3f".formatted(epoch + 1, losses.get(epoch))));
      }
      chart.add(new Series("encoder " + encoder, points, true));
    }
    return chart;
  }

  private static List<List<String>> levels(TrainingMeasures m) {
    List<List<String>> rows = new ArrayList<>();
    for (TrainingMeasures.Level level : m.levels()) {
      rows.add(
          List.of(Integer.toString(level.level()), count(level.codes()), percent(level.top1())));
    }
    rows.add(List.of("codes themselves", "", percent(m.metrics().get("top-1"))));
    return rows;
  }

  private static List<String> section(TrainingMeasures.Section s, double target) {
    return List.of(
        s.code() + " " + s.label(),
        count(s.forms()),
        percent(s.precision()),
        percent(s.coverage()),
        percent(s.automaticPrecision()),
        percent(s.automatic().coverageAt(target)));
  }

  private static List<String> errors(TrainingMeasures.CodeErrors e) {
    return List.of(
        e.code() + " " + e.label(),
        e.wrong() + " " + e.wrongLabel(),
        count(e.wrongForms()),
        count(e.errors()),
        count(e.forms()),
        percent((double) e.errors() / e.forms()));
  }

  private static List<String> crossing(TrainingMeasures.Crossing c) {
    return List.of(
        c.section() + " " + c.label(),
        c.said() + " " + c.saidLabel(),
        c.example(),
        count(c.forms()),
        percent(c.share()));
  }

  private static String count(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }

  private static String percent(double share) {
    return Double.isNaN(share) ? "\u2013" : String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }
}
