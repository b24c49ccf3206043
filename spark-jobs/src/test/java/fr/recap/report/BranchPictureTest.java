package fr.recap.report;

import static org.assertj.core.api.Assertions.assertThat;

import fr.recap.evaluation.Evaluation.Branch;
import fr.recap.pages.HtmlPage;
import java.util.List;
import java.util.Map;
import org.apache.commons.text.StringEscapeUtils;
import org.junit.jupiter.api.Test;

class BranchPictureTest {
  private static final List<Branch> BRANCHES =
      List.of(
          new Branch("G", "46", 100, 80, 50, 45),
          new Branch("G", "47", 300, 150, 100, 70),
          new Branch("O", "84", 1, 1, 0, 0));

  @Test
  void branchesAboveAreSumsOfThoseBelow() {
    assertThat(BranchPicture.parents(BRANCHES))
        .containsExactly(new Branch("", "G", 400, 230, 150, 115), new Branch("", "O", 1, 1, 0, 0));
  }

  @Test
  void pictureAndTableSayTheSame() {
    HtmlPage page = new HtmlPage("branches");
    BranchPicture.addTo(page, Map.of("naf", BRANCHES));
    assertThat(StringEscapeUtils.unescapeHtml4(page.fragment()))
        .contains("<title>47: 300 forms, 50.0 % right</title>", "<title>G: 400 forms, 57.5 % right")
        .contains("<td class=\"text\">47</td><td>300</td><td>150</td><td>50.0 %</td><td>150</td>")
        .contains("<td>0</td><td>–</td></tr>");
  }

  @Test
  void noFormNoPicture() {
    HtmlPage page = new HtmlPage("none");
    BranchPicture.addTo(page, Map.of("naf", List.of()));
    assertThat(StringEscapeUtils.unescapeHtml4(page.fragment())).doesNotContain("<svg");
  }
}
