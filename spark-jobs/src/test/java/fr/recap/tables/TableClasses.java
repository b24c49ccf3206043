package fr.recap.tables;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Finds the tables by their classes, so that a new one can't be forgotten. */
public final class TableClasses {
  private static final Path SOURCES = Path.of("src", "main", "java", "fr", "recap", "tables");

  private TableClasses() {}

  /** Every table that is a constant of a class of this package, by the names of the classes. */
  public static Stream<Table> tables() {
    List<Path> files;
    try (Stream<Path> found = Files.list(SOURCES)) {
      files = found.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return files.stream()
        .map(file -> file.getFileName().toString().replace(".java", ""))
        .filter(name -> !name.equals("package-info"))
        .flatMap(TableClasses::constants);
  }

  private static Stream<Table> constants(String name) {
    try {
      return Stream.of(Class.forName("fr.recap.tables." + name).getFields())
          .filter(f -> Modifier.isStatic(f.getModifiers()) && f.getType() == Table.class)
          .map(TableClasses::value)
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
}
