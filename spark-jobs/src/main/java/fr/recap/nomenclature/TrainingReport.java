package fr.recap.nomenclature;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fr.recap.texts.Texts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A training's measures as the files that lie beside its model. */
public final class TrainingReport {
  /** A page for people. */
  public static final String PAGE = "report.html";

  /** All measures, for programs. */
  static final String FIGURES = "report.json";

  /**
   * What a service needs: the threshold, and the curve of automatic coding of all forms and by
   * section of the first code.
   */
  static final String CURVES = "automatic-coding.json";

  private static final ObjectMapper JSON = new ObjectMapper();

  private TrainingReport() {}

  /**
   * Writes them.
   *
   * @param texts of the page's language
   */
  static void write(Path folder, TrainingMeasures measures, Texts texts) throws IOException {
    ObjectWriter pretty = JSON.writerWithDefaultPrettyPrinter();
    Files.write(folder.resolve(FIGURES), pretty.writeValueAsBytes(measures));
    ObjectNode curves = JSON.createObjectNode();
    curves.put("target-precision", measures.targetPrecision());
    curves.put("threshold", measures.threshold());
    curves.set("all", JSON.valueToTree(measures.automatic().points()));
    ObjectNode sections = curves.putObject("sections");
    for (TrainingMeasures.Section section : measures.sections()) {
      sections.set(section.code(), JSON.valueToTree(section.automatic().points()));
    }
    Files.write(folder.resolve(CURVES), pretty.writeValueAsBytes(curves));
    TrainingPage.of(measures, texts).write(folder.resolve(PAGE));
  }

  /** A copy of a training's page on the local disk, where a browser can open it. */
  public static Path copy(Path folder, Path workDirectory, String training) throws IOException {
    Path copy = workDirectory.resolve("reports").resolve(training).resolve(PAGE).toAbsolutePath();
    Files.createDirectories(copy.getParent());
    return Files.copy(
        folder.resolve(PAGE), copy, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
  }
}
