package fr.recap.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CurveChartsTest {
  @TempDir Path folder;

  /** A quarter of the way on the axis of ratios: 56 + 436 / 4; 300 s of 300 at the top. */
  @Test
  void aPictureHasALineForEachCodeThatWasMeasured() throws IOException {
    CurveCharts charts = new CurveCharts();
    charts.add("naf", 1_000, Map.of("top-1", 0.5, CurveCharts.SECONDS, 20.0));
    charts.add("naf", 2_000, Map.of("top-1", 0.75, CurveCharts.SECONDS, 300.0));
    charts.add("naf", 16_000, Map.of("top-1", 1.0, CurveCharts.SECONDS, 300.0));
    charts.add("non-codable", 16_000, Map.of("precision", 0.8));
    charts.write(folder.resolve("curve.json"));

    String quality = Files.readString(folder.resolve("curve-quality.svg"));
    assertThat(quality)
        .contains("NAF: first code right", "cx=\"165.0\" cy=\"72.0\"", ">16,000<")
        .doesNotContain("PCS", "non-codable");
    assertThat(Files.readString(folder.resolve("curve-seconds.svg")))
        .contains("cx=\"165.0\" cy=\"12.0\"");
  }
}
