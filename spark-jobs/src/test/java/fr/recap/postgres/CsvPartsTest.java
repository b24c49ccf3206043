package fr.recap.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import fr.recap.runtime.TestSession;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files in parts have the records that they have as a whole. */
class CsvPartsTest {
  private static final Configuration HADOOP = new Configuration();
  private static final CsvFormat FORMAT = new CsvFormat("UTF-8", ',', '"', 2);

  @TempDir private Path dir;

  @Test
  void aPartIsWhatStartsInIt() throws IOException {
    // Bytes:            0       4      11      17
    String file =
        write(
            """
            a,1
            bb,222
            c,333
            d,4
            """);
    assertThat(parts(8, file))
        .containsExactly(
            new CsvPart(0, 0, true, 11, 0),
            new CsvPart(0, 11, true, 17, 2),
            new CsvPart(0, 17, true, 21, 3));
    assertThat(records(parts(8, file), file))
        .containsExactly("1 a|1 null", "2 bb|222 null", "3 c|333 null", "4 d|4 null");
  }

  @Test
  void aLineWithinQuotesIsTakenForNoRecord() throws IOException {
    // Each line of the quoted field would be a record of its own.
    String file = write("a,\"1\nx,2\ny,3\nz,4\"\nb,5\n");
    assertThat(records(parts(4, file), file))
        .containsExactly("1 a|1\nx,2\ny,3\nz,4 null", "5 b|5 null");
  }

  @Test
  void anyFileHasTheSameRecordsInParts() throws IOException {
    Random random = new Random(7);
    List<String> pieces =
        List.of(
            "a", ",", "\"", "\n", "\r\n", "\"\"", "é", "x,1\n", "\"y\",2\n", "\"l\nm\",3\n", " ");
    for (int i = 0; i < 60; i++) {
      StringBuilder text = new StringBuilder(i % 3 == 0 ? "\uFEFF" : "");
      for (int j = random.nextInt(120); j >= 0; j--) {
        text.append(pieces.get(random.nextInt(pieces.size())));
      }
      String file = write(text.toString());
      List<String> whole = records(List.of(CsvPart.whole(0)), file);
      assertThat(records(parts(5 + random.nextInt(40), file), file))
          .as(text.toString())
          .isEqualTo(whole);
    }
  }

  @Test
  void severalFilesAreCutEachForItself() throws IOException {
    String first = write("a,1\nb,2\n");
    String second = write("c,3\nd,4\n");
    List<CsvPart> parts = parts(4, first, second);
    assertThat(parts).extracting(CsvPart::file).containsExactly(0, 0, 1, 1);
    assertThat(records(parts, first, second))
        .containsExactly("1 a|1 null", "2 b|2 null", "1 c|3 null", "2 d|4 null");
  }

  @Test
  void whatIsPackedOrInWideCharactersIsReadByOneTaskAndSaid() throws IOException {
    Path packed = dir.resolve("packed");
    try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
      out.write("a,1\nb,2\nc,3\n".getBytes(StandardCharsets.UTF_8));
    }
    Path wide = dir.resolve("wide");
    Files.write(wide, "\uFEFFa,1\nb,2\n".getBytes(StandardCharsets.UTF_16LE));
    CsvParts parts = new CsvParts(HADOOP, List.of(packed.toString(), wide.toString()), FORMAT, 4);
    assertThat(parts.of(context())).containsExactly(CsvPart.whole(0), CsvPart.whole(1));
    assertThat(parts.notes())
        .containsExactly(
            packed + " is packed and so read by one task: unpacked, many read it",
            wide + " is in UTF-16LE and so read by one task: in UTF-8, many read it");
  }

  private String write(String text) throws IOException {
    Path file = Files.createTempFile(dir, "part", ".csv");
    Files.write(file, text.getBytes(StandardCharsets.UTF_8));
    return file.toString();
  }

  private static JavaSparkContext context() {
    return JavaSparkContext.fromSparkContext(TestSession.get().sparkContext());
  }

  private static List<CsvPart> parts(long bytes, String... files) {
    return new CsvParts(HADOOP, List.of(files), FORMAT, bytes).of(context());
  }

  /** Line, fields and error of each record. */
  private static List<String> records(List<CsvPart> parts, String... files) throws IOException {
    List<String> records = new ArrayList<>();
    for (CsvPart part : parts) {
      CsvReader reader = part.open(HADOOP, files[part.file()], FORMAT);
      while (reader.hasNext() && reader.start() < part.end()) {
        CsvReader.Line line = reader.next();
        records.add(
            "%d %s %s"
                .formatted(
                    part.linesBefore() + line.number(),
                    String.join("|", line.fields()),
                    line.error()));
      }
      reader.close();
    }
    return records;
  }
}
