package fr.recap.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvFileTest {
  @TempDir Path folder;

  @Test
  void cellsAreQuotedWhereOtherToolsNeedIt() throws IOException {
    Path file = folder.resolve("cells.csv");
    CsvFile.write(
        file,
        List.of(
            List.of("a", "b", "c"),
            List.of("plain", "with, comma", "with \"quotes\""),
            List.of("", " blanks stay ", "two\nlines"),
            List.of("#no comment", "no ' quote; none", "caf\u00e9"),
            List.of(0.5, 12L, Double.NaN)));

    assertThat(Files.readString(file))
        .isEqualTo(
            """
            a,b,c
            plain,"with, comma","with ""quotes""\"
            , blanks stay ,"two
            lines"
            #no comment,no ' quote; none,caf\u00e9
            0.5,12,NaN
            """);
  }
}
