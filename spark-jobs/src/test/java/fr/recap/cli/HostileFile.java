package fr.recap.cli;

import fr.recap.postgres.TypingFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/**
 * An odd file to import and what must become of it.
 *
 * @param title what is odd
 * @param content of the file
 * @param name of the file
 * @param source what is imported instead of it, or null
 * @param folder whether its folder is imported
 * @param columns lines of the typing file
 * @param options of the command line
 * @param table the target, or null for any
 * @param code the exit code
 * @param told what the job prints
 * @param rows what the table has then
 */
record HostileFile(
    String title,
    ByteBuffer content,
    String name,
    String source,
    boolean folder,
    List<String> columns,
    List<String> options,
    String table,
    int code,
    List<String> told,
    List<String> rows) {
  private static final List<String> USUAL =
      List.of(
          "id,object,text,PRIMARY KEY",
          "siret,object,text,",
          "cp,object,text,",
          "n,int64,integer,",
          "d,float64,double precision,",
          "dt,object,timestamp,");

  static HostileFile file(String title, String content) {
    return file(title, content.getBytes(StandardCharsets.UTF_8));
  }

  static HostileFile file(String title, byte[] content) {
    ByteBuffer bytes = ByteBuffer.wrap(content);
    return new HostileFile(
        title, bytes, "forms.csv", null, false, USUAL, List.of(), null, 0, List.of(), List.of());
  }

  HostileFile named(String other) {
    return new HostileFile(
        title, content, other, source, folder, columns, options, table, code, told, rows);
  }

  HostileFile at(String other) {
    return new HostileFile(
        title, content, name, other, folder, columns, options, table, code, told, rows);
  }

  HostileFile inFolder() {
    return new HostileFile(
            title, content, name, source, true, columns, options, table, code, told, rows)
        .with("--format", "csv");
  }

  HostileFile typed(String... lines) {
    return new HostileFile(
        title, content, name, source, folder, List.of(lines), options, table, code, told, rows);
  }

  HostileFile with(String... more) {
    List<String> all = Stream.concat(options.stream(), Arrays.stream(more)).toList();
    return new HostileFile(
        title, content, name, source, folder, columns, all, table, code, told, rows);
  }

  HostileFile into(String other) {
    return new HostileFile(
        title, content, name, source, folder, columns, options, other, code, told, rows);
  }

  HostileFile refused(int exitCode, String... parts) {
    return new HostileFile(
        title,
        content,
        name,
        source,
        folder,
        columns,
        options,
        table,
        exitCode,
        List.of(parts),
        rows);
  }

  HostileFile tells(String... parts) {
    return refused(code, parts);
  }

  HostileFile gives(String... expected) {
    return new HostileFile(
        title,
        content,
        name,
        source,
        folder,
        columns,
        options,
        table,
        code,
        told,
        List.of(expected));
  }

  /** A query of all columns, with the name of the table to come. */
  String select() {
    return "SELECT %s FROM %%s ORDER BY 1"
        .formatted(
            columns.stream()
                .map(line -> line.substring(0, line.indexOf(',')))
                .map(
                    column ->
                        column.equals("dt")
                            ? "to_char(dt AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS')"
                            : '"' + column + '"')
                .collect(Collectors.joining(", ")));
  }

  /** Writes the files; returns the options that name them. */
  List<String> write(Path dir) throws IOException {
    Path typing =
        Files.writeString(
            dir.resolve("typing.csv"),
            TypingFile.HEADER + "\n" + String.join("\n", columns) + "\n");
    Path folderPath = Files.createDirectories(dir.resolve("input"));
    byte[] bytes = new byte[content.remaining()];
    content.duplicate().get(bytes);
    Path file = Files.write(folderPath.resolve(name), bytes);
    String input = source != null ? source : (folder ? folderPath : file).toString();
    List<String> arguments =
        new ArrayList<>(List.of("--input", input, "--typing", typing.toString()));
    arguments.addAll(options);
    return arguments;
  }

  static byte[] gzip(String text) {
    return gzip(text, 'A', 0);
  }

  static byte[] gzipOf(char repeated, int times) {
    return gzip("", repeated, times);
  }

  static byte[] gzipOf(String first, char repeated, int times) {
    return gzip(first, repeated, times);
  }

  private static byte[] gzip(String first, char repeated, int times) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream packed = new GZIPOutputStream(bytes)) {
      packed.write(first.getBytes(StandardCharsets.UTF_8));
      byte[] chunk = new byte[100_000];
      Arrays.fill(chunk, (byte) repeated);
      for (int written = 0; written < times; written += chunk.length) {
        packed.write(chunk);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** Rows of the usual columns. */
  static String rows(int number) {
    return IntStream.range(0, number)
        .mapToObj(i -> "A%d,%d,75001,1,1.5,\n".formatted(i, i * 7919L))
        .collect(Collectors.joining());
  }

  /** The first two thirds. */
  static byte[] cut(byte[] bytes) {
    return Arrays.copyOf(bytes, bytes.length * 2 / 3);
  }

  static byte[] random(int size) {
    byte[] bytes = new byte[size];
    new Random(1).nextBytes(bytes);
    return bytes;
  }

  @Override
  public String toString() {
    return title;
  }
}
