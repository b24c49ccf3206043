package fr.recap.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import fr.recap.config.TableName;
import fr.recap.postgres.ImportTable.Config;
import fr.recap.runtime.TestSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an import gets of CSV files, in parts and whole. */
class CsvSourceTest {
  @TempDir private Path dir;

  @Test
  void partsHaveTheRowsOfWholeFiles_withTheirLinesAndWithoutHeaders() throws IOException {
    Path typing =
        Files.writeString(
            dir.resolve("typing"), TypingFile.HEADER + "\nk,object,text,\nv,object,text,\n");
    Path first =
        Files.writeString(dir.resolve("a.csv"), "k,v\na,1\n\nb,\"two\nlines, of one\"\nc\nd,4\n");
    Path second = Files.writeString(dir.resolve("b.csv"), "k,v\ne,5\nf,6\n");
    Config config =
        Config.of(List.of(first.toString(), second.toString()), typing, TableName.parse("rp_2026"));
    List<String> whole = rows(config, Long.MAX_VALUE);
    assertThat(whole)
        .containsExactly(
            "2 of a.csv [a, 1] null",
            "4 of a.csv [b, two\nlines, of one] null",
            "6 of a.csv [c] wrong number of fields: 1 instead of 2",
            "7 of a.csv [d, 4] null",
            "2 of b.csv [e, 5] null",
            "3 of b.csv [f, 6] null");
    for (long bytes = 5; bytes < 40; bytes += 7) {
      assertThat(rows(config, bytes)).as("parts of %d bytes", bytes).isEqualTo(whole);
    }
  }

  private List<String> rows(Config config, long partBytes) {
    SourceRows source =
        CsvSource.open(
            TestSession.get(),
            new Configuration(),
            config,
            TypingFile.read(config.typing()),
            partBytes);
    return source.rows().orderBy(SourceRows.ORDER).collectAsList().stream()
        .map(
            row ->
                "%s %s %s"
                    .formatted(
                        row.<String>getAs(SourceRows.PLACE)
                            .replaceAll("line | of .*/", " of ")
                            .replaceAll("^ of (\\d+) of ", "$1 of "),
                        row.getList(row.fieldIndex(SourceRows.VALUES)),
                        row.getAs(SourceRows.ERROR)))
        .toList();
  }
}
