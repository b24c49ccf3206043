package fr.recap.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import fr.recap.tables.Column;
import fr.recap.tables.Table;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
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

  static Stream<Table> tables() throws IOException {
    Path classes = Path.of("src", "main", "java", "fr", "recap", "tables");
    List<Path> files;
    try (Stream<Path> found = Files.list(classes)) {
      files = found.sorted().toList();
    }
    return files.stream()
        .map(file -> file.getFileName().toString().replace(".java", ""))
        .filter(name -> !name.equals("package-info"))
        .flatMap(TypingFilesTest::constants);
  }

  private static Stream<Table> constants(String name) {
    try {
      return Stream.of(Class.forName("fr.recap.tables." + name).getFields())
          .filter(f -> Modifier.isStatic(f.getModifiers()) && f.getType() == Table.class)
          .map(TypingFilesTest::value)
          .filter(Objects::nonNull);
    } catch (ClassNotFoundException e) {
      throw new UncheckedIOException(new IOException(e));
    }
  }

  private static Table value(Field field) {
    try {
      return (Table) field.get(null);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
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
