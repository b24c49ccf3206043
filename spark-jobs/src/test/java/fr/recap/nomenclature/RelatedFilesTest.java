package fr.recap.nomenclature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.recap.config.ConfigException;
import fr.recap.config.RefusedInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RelatedFilesTest {
  @TempDir Path folder;

  private String file(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content).toString();
  }

  @Test
  void groupsComeFromColumnsAndFromTheSensesOfAThesaurus() throws IOException {
    String csv =
        file("trades.csv", "group,text\nI1604,\"Mécanicien, auto\"\nI1604,Garagiste\nI1604\n");
    String thesaurus =
        file(
            "th_fr.dat",
            "UTF-8\ngarage|2\n(Nom)|remise|dépôt\n(Nom)|atelier\nà|1\n(Préposition)|chez\n");

    RelatedTexts read = RelatedFiles.read(List.of(csv, thesaurus), "profession");

    assertThat(read.byGroup())
        .containsEntry("I1604", List.of("mecanicien auto", "garagiste"))
        .containsEntry("garage (1)", List.of("garage", "remise", "depot"))
        .containsEntry("garage (2)", List.of("garage", "atelier"));
  }

  @Test
  void whatCantBeUnderstoodIsRefusedWithItsPlace() throws IOException {
    String header = file("header.csv", "code,text\n1,a\n");
    String empty = file("empty.csv", "group,text\nA,a\n,b\n");
    String entry = file("entry.dat", "UTF-8\ngarage\n");
    String end = file("end.dat", "UTF-8\ngarage|2\n(Nom)|remise");

    assertThatThrownBy(() -> RelatedFiles.read(List.of(header), "profession"))
        .isInstanceOf(RefusedInputException.class)
        .hasMessageContaining("must have the columns group and text, cannot be: [code, text]");
    assertThatThrownBy(() -> RelatedFiles.read(List.of(empty), "profession"))
        .isInstanceOf(RefusedInputException.class)
        .hasMessageContaining("row 3: it has no group");
    assertThatThrownBy(() -> RelatedFiles.read(List.of(entry), "profession"))
        .isInstanceOf(RefusedInputException.class)
        .hasMessageContaining("line 2: a word with the number of its senses was expected");
    assertThatThrownBy(() -> RelatedFiles.read(List.of(end), "profession"))
        .isInstanceOf(RefusedInputException.class)
        .hasMessageContaining("line 2: the file ends within the entry garage");
    assertThatThrownBy(() -> RelatedFiles.read(List.of("none.csv"), "profession"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("related-texts: there is no file none.csv");
  }
}
