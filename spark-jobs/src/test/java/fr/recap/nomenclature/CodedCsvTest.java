package fr.recap.nomenclature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.recap.config.RefusedInputException;
import fr.recap.nomenclature.Nomenclature.Level;
import fr.recap.nomenclature.Nomenclature.Modality;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CodedCsvTest {
  private static final Nomenclature TREE =
      Nomenclature.of(
          "N1",
          List.of(new Level("N1", null)),
          List.of(new Modality("N1", "A", "Pâtisserie", null, null)));

  @TempDir Path folder;

  @Test
  void textsOfAnotherEncodingAreRefusedWithFileAndLine() throws IOException {
    Path file = folder.resolve("extra.csv");
    Files.writeString(file, "code,text\nA,boulangerie\nA,pâtisserie\n");
    assertThat(CodedCsv.read("s", file, TREE, "text").get(1).text("text")).isEqualTo("pâtisserie");

    Files.writeString(
        file, "code,text\nA,boulangerie\nA,pâtisserie\n", StandardCharsets.ISO_8859_1);
    assertThatThrownBy(() -> CodedCsv.read("s", file, TREE, "text"))
        .isInstanceOf(RefusedInputException.class)
        .hasMessageContaining("extra.csv, line 3")
        .hasMessageContaining("UTF-8");
  }
}
