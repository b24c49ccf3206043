package fr.recap.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import fr.recap.tables.Column;
import fr.recap.tables.Table;
import fr.recap.tables.TableClasses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TypingFilesTest {
  private static final Path TABLES = Path.of("..", "conf", "tables");

  /** Writes the typing file of every table class; run it from the folder spark-jobs. */
  public static void main(String[] args) throws IOException {
    Files.createDirectories(TABLES);
    for (Table table : tables().toList()) {
      Files.writeString(TABLES.resolve(table.kind() + ".csv"), TypingFile.text(table));
    }
  }

  static Stream<Table> tables() {
    return TableClasses.tables();
  }

  @ParameterizedTest
  @MethodSource("tables")
  void everyTableHasATypingFileThatDescribesIt(Table table) {
    Table read = TypingFile.read(TABLES.resolve(table.kind() + ".csv")).toTable();
    assertThat(read.kind()).isEqualTo(table.kind());
    assertThat(read.columns().stream().map(TypingFilesTest::shape).toList())
        .isEqualTo(table.columns().stream().map(TypingFilesTest::shape).toList());
  }

  private static Column shape(Column column) {
    return new Column(column.name(), column.type(), column.key(), "");
  }
}
