package fr.recap.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.recap.pages.Chart.Axis;
import fr.recap.pages.Chart.Point;
import fr.recap.pages.Chart.Series;
import java.io.StringReader;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class ChartTest {
  @Test
  void numbersAreMarkedAtRoundSteps() {
    assertThat(Axis.numbers("n", 0, 840).ticks()).containsExactly(0.0, 200.0, 400.0, 600.0, 800.0);
    assertThat(Axis.numbers("n", 1, 7).ticks()).containsExactly(2.0, 4.0, 6.0);
    assertThat(Axis.numbers("n", 2, 2).high()).as("one value still has a width").isEqualTo(3);
  }

  @Test
  void sharesBeginAtATenthBelowTheLowest() {
    Axis axis = Axis.shares("s", 0.874);

    assertThat(axis.low()).isEqualTo(0.8);
    assertThat(axis.ticks()).hasSize(3);
    assertThat(axis.ticks().get(1)).isCloseTo(0.9, Offset.offset(1e-9));
    assertThat(Axis.shares("s", 1).low()).isEqualTo(0.9);
  }

  @Test
  void pointsLieWhereTheirValuesAre() {
    String html =
        new HtmlPage("p")
            .charts(
                List.of(
                    new Chart("A & B", Axis.shares("x", 0), Axis.shares("y", 0))
                        .add(new Series("a", List.of(new Point(0.5, 1, "<top>")), false))))
            .html();

    // The plot spans 56 to 492 and, downwards, 12 to 252.
    assertThat(html).contains("cx=\"274.0\" cy=\"12.0\"").contains("&lt;top&gt;");
    assertThat(html).contains("A &amp; B").doesNotContain("A & B", "<top>", "src=");
  }

  @Test
  void anAxisWithoutWidthIsRefused() {
    assertThatThrownBy(() -> new Axis("x", 1, 1, List.of(), false, false))
        .hasMessageContaining("low < high, cannot be: 1.0 and 1.0");
  }

  /** 4,000 to 100,000 is a ratio of 25: 20,000, five times as many, lies in the middle. */
  @Test
  void equalRatiosHaveEqualDistances() {
    Axis sizes = Axis.ratios("forms", List.of(4_000.0, 20_000.0, 100_000.0));
    String svg =
        new Chart("curve", sizes, Axis.shares("right", 0))
            .add(new Series("NAF", List.of(new Point(20_000, 0.5, "half")), true))
            .file();

    assertThat(svg).contains("cx=\"274.0\" cy=\"132.0\"").contains(">20,000<");
    assertThatThrownBy(() -> new Axis("x", 0, 1, List.of(), false, true))
        .hasMessageContaining("cannot begin at 0.0");
    assertThat(Axis.ratios("one", List.of(7.0)).high()).as("one value has a width").isEqualTo(14);
  }

  @Test
  void aFileIsWellFormedAndNamesItsSeries() throws Exception {
    String svg =
        new Chart("A & B", Axis.numbers("n", 0, 5), Axis.numbers("m", 0, 5))
            .add(new Series("<first>", List.of(new Point(1, 1, "a"), new Point(2, 2, "b")), true))
            .add(new Series("second", List.of(new Point(1, 2, "c")), true))
            .file();

    Document read =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(svg)));
    assertThat(read.getDocumentElement().getTagName()).isEqualTo("svg");
    assertThat(read.getDocumentElement().getTextContent())
        .contains("A & B (↑ m)", "<first>", "second");
    assertThat(svg).contains("--paper", "svg .s3");
  }
}
