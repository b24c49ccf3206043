package fr.recap.report;

import static org.assertj.core.api.Assertions.assertThat;

import fr.recap.evaluation.End;
import fr.recap.evaluation.Flow;
import fr.recap.pages.HtmlPage;
import fr.recap.texts.Language;
import fr.recap.texts.Texts;
import java.util.List;
import java.util.Map;
import org.apache.commons.text.StringEscapeUtils;
import org.junit.jupiter.api.Test;

class FlowPictureTest {
  private static final Texts ENGLISH = Texts.of(Language.EN);
  private static final Flow FLOW =
      new Flow(
          Map.of(
              "57", Map.of(End.EXACT, 40L, End.SEARCH, 30L, End.PROPOSED, 10L),
              "2A", Map.of(End.SEARCH, 5L, End.NON_CODABLE, 8L, End.NOTHING_FOUND, 4L),
              "", Map.of(End.NON_CODABLE, 1L)),
          0,
          2);

  @Test
  void everyFormHasOneEnd_andTheyAddUpToWhatWasRead() {
    assertThat(FLOW.read()).isEqualTo(100);
    assertThat(FLOW.left()).isEqualTo(14);
    assertThat(FLOW.left("2A")).isEqualTo(4);
    assertThat(FLOW.left("01")).as("no form").isZero();
    assertThat(FlowPicture.rows(ENGLISH, FLOW))
        .extracting(row -> row.get(1))
        .containsExactly("40", "35", "9", "10", "4", "2", "100");
    assertThat(FlowPicture.rows(ENGLISH, FLOW).get(1)).endsWith("35.0 %");
  }

  @Test
  void formsThatWaitAreSaid() {
    Flow waiting = new Flow(FLOW.departements(), 100, 2);
    assertThat(FlowPicture.rows(ENGLISH, waiting).get(5))
        .containsExactly("Not coded yet", "100", "50.0 %");
    HtmlPage page = new HtmlPage("flow");
    FlowPicture.addTo(page, waiting);
    assertThat(StringEscapeUtils.unescapeHtml4(page.fragment()))
        .contains("200 forms read", "100 · 50.0 %");
  }

  @Test
  void pictureSaysWhatTheTableSays() {
    HtmlPage page = new HtmlPage("flow");
    FlowPicture.addTo(page, FLOW);
    assertThat(StringEscapeUtils.unescapeHtml4(page.fragment()))
        .contains("100 forms read", "40 · 40.0 %", "9 · 9.0 %", "role=\"img\"", "<desc id=");
  }

  @Test
  void inFrenchItIsWrittenAsFrenchDoes() {
    HtmlPage page = new HtmlPage(Texts.of(Language.FR), "flow");
    FlowPicture.addTo(
        page, new Flow(Map.of("57", Map.of(End.EXACT, 1_234L, End.SEARCH, 8_764L)), 0, 2));
    assertThat(StringEscapeUtils.unescapeHtml4(page.fragment()))
        .contains("lang=\"fr\"", "10\u202f000 bulletins lus", "1\u202f234 · 12,3\u00a0%")
        .contains("Codés\u00a0: par recherche", "<td>8\u202f764</td><td>87,6\u00a0%</td>");
  }

  @Test
  void nothingReadIsDrawnWithoutShares() {
    assertThat(FlowPicture.rows(ENGLISH, Flow.NONE))
        .allMatch(row -> row.subList(1, 3).equals(List.of("0", "–")));
    HtmlPage page = new HtmlPage("none");
    FlowPicture.addTo(page, Flow.NONE);
    assertThat(StringEscapeUtils.unescapeHtml4(page.fragment()))
        .contains("0 forms read")
        .doesNotContain("NaN");
  }
}
