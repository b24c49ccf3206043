package fr.recap.report;

import fr.recap.evaluation.Evaluation.Branch;
import fr.recap.pages.Drawing;
import fr.recap.pages.HtmlPage;
import fr.recap.texts.Texts;
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
    Texts t = page.texts();
    page.heading(t.get("report.branches.heading"))
        .note(t.get("report.branches.note"))
        .markup("<div class=\"charts\">\n");
    branches.forEach(
        (code, all) -> {
          if (!all.isEmpty()) {
            page.markup(picture(t, code, all));
          }
        });
    page.markup("</div>\n");
    branches.forEach(
        (code, all) -> {
          if (!all.isEmpty()) {
            String name = code.toUpperCase(Locale.ROOT);
            page.markup(
                    "<details><summary>%s</summary>\n"
                        .formatted(HtmlPage.escape(t.get("report.branches.summary", name))))
                .table(
                    t.get("report.branches.table", name),
                    t.list("report.branches.head"),
                    all.stream().map(branch -> row(t, branch)).toList(),
                    2)
                .markup("</details>\n");
          }
        });
  }

  private static List<String> row(Texts t, Branch branch) {
    return List.of(
        branch.parent(),
        branch.branch(),
        t.count(branch.forms()),
        t.count(branch.right()),
        share(t, branch.right(), branch.forms()),
        t.count(branch.forms() - branch.right()),
        t.count(branch.auto()),
        share(t, branch.autoRight(), branch.auto()));
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

  private static String picture(Texts t, String code, List<Branch> branches) {
    long forms = branches.stream().mapToLong(Branch::forms).sum();
    long right = branches.stream().mapToLong(Branch::right).sum();
    Drawing drawing =
        new Drawing(
            "branches-" + code,
            WIDTH,
            HEIGHT,
            t.get("report.branches.caption", code.toUpperCase(Locale.ROOT)),
            t.get("report.branches.text", branches.size(), forms, share(t, right, forms)));
    double scale = HEIGHT / forms;
    column(t, drawing, parents(branches), PARENTS, PARENT_WIDTH, scale, true);
    column(t, drawing, branches, BRANCHES, BRANCH_WIDTH, scale, false);
    return drawing.figure(
        Drawing.legend(
            Drawing.key("right", t.get("report.branches.right"))
                + Drawing.key("wrong", t.get("report.branches.wrong"))));
  }

  private static void column(
      Texts t,
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
      String share = share(t, branch.right(), branch.forms());
      String hint = t.get("report.branches.hint", branch.branch(), branch.forms(), share);
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

  private static String share(Texts t, long part, long whole) {
    return t.percent(whole == 0 ? Double.NaN : (double) part / whole);
  }
}
