package fr.recap.report;

import fr.recap.evaluation.Evaluation.Branch;
import fr.recap.evaluation.MeasureRows;
import fr.recap.pages.HtmlPage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A nomenclature as an icicle: branches as high as they have forms, and within each the share whose
 * first code is right beside the share whose first code is wrong.
 */
final class BranchPicture {
  private static final String HEADING = "In which branches?";
  private static final String NOTE =
      "Left the branches of the true code (sections of NAF, first characters of other nomenclatures), right those below them (the first two characters). A branch is as high as it has forms with a true code; within it the first code is right for one part and wrong, or missing, for the other.";
  private static final String CAPTION = "%s: right and wrong first codes by branch";
  private static final String DESCRIPTION =
      "%s branches with %s forms, the first code of %s right; the table below has all figures.";
  private static final String SUMMARY = "The figures of %s by branch";
  private static final String TABLE = "%s by branch of the true code";
  private static final List<String> HEAD =
      List.of("branch", "below", "forms", "right", "share", "wrong", "automatic", "precision");
  private static final String HINT = "%s: %s forms, %s right";
  private static final String RIGHT = "first code right";
  private static final String WRONG = "first code wrong or missing";

  private static final double WIDTH = 430;
  private static final double HEIGHT = 760;
  private static final double PARENTS = 30;
  private static final double PARENT_WIDTH = 120;
  private static final double BRANCHES = 158;
  private static final double BRANCH_WIDTH = 140;

  /** Lower ones have no room for a label. */
  private static final double LABELLED = 13;

  private BranchPicture() {}

  static void addTo(HtmlPage page, Map<String, List<Branch>> branches) {
    if (branches.values().stream().allMatch(List::isEmpty)) {
      return;
    }
    page.heading(HEADING).note(NOTE).markup("<div class=\"charts\">\n");
    branches.forEach(
        (code, all) -> {
          if (!all.isEmpty()) {
            page.markup(picture(code, all));
          }
        });
    page.markup("</div>\n");
    branches.forEach(
        (code, all) -> {
          if (!all.isEmpty()) {
            String name = code.toUpperCase(Locale.ROOT);
            page.markup(
                    "<details><summary>%s</summary>\n"
                        .formatted(HtmlPage.escape(SUMMARY.formatted(name))))
                .table(
                    TABLE.formatted(name), HEAD, all.stream().map(BranchPicture::row).toList(), 2)
                .markup("</details>\n");
          }
        });
  }

  private static List<String> row(Branch branch) {
    return List.of(
        branch.parent(),
        branch.branch(),
        MeasureRows.count(branch.forms()),
        MeasureRows.count(branch.right()),
        share(branch.right(), branch.forms()),
        MeasureRows.count(branch.forms() - branch.right()),
        MeasureRows.count(branch.auto()),
        share(branch.autoRight(), branch.auto()));
  }

  /** The branches above, as sums of those below; each once, wherever its parts stand. */
  static List<Branch> parents(List<Branch> branches) {
    Map<String, Branch> parents = new LinkedHashMap<>();
    for (Branch b : branches) {
      parents.merge(
          b.parent(),
          new Branch("", b.parent(), b.forms(), b.right(), b.auto(), b.autoRight()),
          (one, other) ->
              new Branch(
                  "",
                  one.branch(),
                  one.forms() + other.forms(),
                  one.right() + other.right(),
                  one.auto() + other.auto(),
                  one.autoRight() + other.autoRight()));
    }
    return new ArrayList<>(parents.values());
  }

  private static String picture(String code, List<Branch> branches) {
    long forms = branches.stream().mapToLong(Branch::forms).sum();
    long right = branches.stream().mapToLong(Branch::right).sum();
    Drawing drawing =
        new Drawing(
            "branches-" + code,
            WIDTH,
            HEIGHT,
            CAPTION.formatted(code.toUpperCase(Locale.ROOT)),
            DESCRIPTION.formatted(branches.size(), MeasureRows.count(forms), share(right, forms)));
    double scale = HEIGHT / forms;
    column(drawing, parents(branches), PARENTS, PARENT_WIDTH, scale, true);
    column(drawing, branches, BRANCHES, BRANCH_WIDTH, scale, false);
    return drawing.figure(
        Drawing.legend(Drawing.key("right", RIGHT) + Drawing.key("wrong", WRONG)));
  }

  private static void column(
      Drawing drawing,
      List<Branch> branches,
      double x,
      double width,
      double scale,
      boolean labelledLeft) {
    double y = 0;
    for (Branch branch : branches) {
      double height = scale * branch.forms();
      // A hair of paper between two branches, where there is room.
      double drawn = Math.max(height - 1, height / 2);
      double part = width * branch.right() / branch.forms();
      String share = share(branch.right(), branch.forms());
      String hint = HINT.formatted(branch.branch(), MeasureRows.count(branch.forms()), share);
      drawing.box("right", x, y, part, drawn, hint);
      drawing.box("wrong", x + part, y, width - part, drawn, hint);
      if (height >= LABELLED) {
        double middle = y + height / 2 + 5;
        if (labelledLeft) {
          drawing.text("name", "end", x - 6, middle, branch.branch());
        } else {
          drawing.text("name", "start", x + width + 6, middle, branch.branch());
          drawing.text("share", "start", x + width + 32, middle, share);
        }
      }
      y += height;
    }
  }

  private static String share(long part, long whole) {
    return MeasureRows.percent(whole == 0 ? Double.NaN : (double) part / whole);
  }
}
