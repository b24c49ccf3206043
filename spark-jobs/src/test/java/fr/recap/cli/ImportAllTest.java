package fr.recap.cli;

import static fr.recap.postgres.TestPostgres.query;
import static org.assertj.core.api.Assertions.assertThat;

import fr.recap.postgres.TestPostgres;
import fr.recap.postgres.TypingFile;
import fr.recap.runtime.TestSession;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code recap import --all}. */
class ImportAllTest {
  @TempDir private Path dir;
  private String schema;

  private record Outcome(int code, String text) {}

  @BeforeEach
  void prepare() throws IOException {
    TestSession.get();
    schema = TestPostgres.freshSchema();
    Files.writeString(
        dir.resolve("typing.csv"),
        TypingFile.HEADER + "\nk,object,text,PRIMARY KEY\nv,int64,integer,\n");
    Files.writeString(dir.resolve("one.csv"), "k,v\na,1\nb,1\n");
    Files.writeString(dir.resolve("two.csv"), "k;v\nc;2\n");
  }

  @Test
  void entriesAreImportedInOrder_andTheSameOnesAgainChangeNothing() throws IOException {
    Path conf =
        conf(
            entry("[one.csv]", "rp", "append"),
            entry("[two.csv]", "rp", "append, separator = \";\""),
            entry("[two.csv]", "other", "upsert"));
    Outcome first = recap(conf, "--all");
    assertThat(first.code()).as(first.text()).isZero();
    assertThat(first.text())
        .contains(
            schema + ".rp: 2 rows read, 2 added, 0 rejected",
            schema + ".rp: 1 rows read, 1 added, 0 rejected",
            schema + ".other: 1 rows read, 1 added, 0 replaced, 0 rejected");
    String state =
        "SELECT (SELECT string_agg(t::text || xmin, ' ' ORDER BY k) FROM %1$s.rp t), (SELECT string_agg(t::text || xmin, ' ' ORDER BY k) FROM %1$s.other t), (SELECT count(*) FROM %1$s.manifests)"
            .formatted(schema);
    List<String> before = query(state);

    Outcome again = recap(conf, "--all");
    assertThat(again.code()).as(again.text()).isZero();
    assertThat(again.text())
        .contains(schema + ".rp: already imported by run import_", "; nothing was done");
    assertThat(query(state)).isEqualTo(before);
    assertThat(query("SELECT k, v FROM %s.rp ORDER BY k".formatted(schema)))
        .containsExactly("a|1", "b|1", "c|2");
  }

  @Test
  void theFirstFailureStops_andItIsToldWhatWasImported() throws IOException {
    Path conf =
        conf(
            entry("[one.csv]", "rp", "new"),
            entry("[absent.csv]", "other", "new"),
            entry("[two.csv]", "third", "new"));
    Outcome outcome = recap(conf, "--all");
    assertThat(outcome.code()).as(outcome.text()).isEqualTo(ExitCode.REFUSED);
    assertThat(outcome.text())
        .contains(
            "There is no file",
            "Stopped at entry 2 of imports, %1$s.other. Imported before it: %1$s.rp. Not begun: %1$s.third"
                .formatted(schema));
    assertThat(query("SELECT count(*) FROM %s.rp".formatted(schema))).containsExactly("2");
  }

  @Test
  void wrongEntriesAndOptionsAreToldBeforeAnyWork() throws IOException {
    Outcome typing =
        recap(
            conf(
                entry("[one.csv]", "rp", "new"),
                entry("[two.csv]", "other", "new").replace("typing.csv", "none.csv")),
            "--all");
    assertThat(typing.code()).isEqualTo(ExitCode.USAGE);
    assertThat(typing.text())
        .contains("imports, entry 2 (%s.other): The typing file".formatted(schema));
    Outcome twice =
        recap(conf(entry("[one.csv]", "rp", "force"), entry("[two.csv]", "rp", "new")), "--all");
    assertThat(twice.code()).isEqualTo(ExitCode.USAGE);
    assertThat(twice.text()).contains("imports, entry 2 (%s.rp): mode".formatted(schema));
    assertThat(recap(conf(), "--all").text()).contains("imports of the settings has no entries");
    assertThat(recap(conf(entry("[one.csv]", "rp", "new")), "--all", "--force").text())
        .contains("leave --force out");
    Outcome both = recap(conf(), "--append", "--upsert");
    assertThat(both.code()).isEqualTo(ExitCode.USAGE);
    assertThat(both.text()).contains("only one of --force, --append and --upsert");
    assertThat(query("SELECT count(*) FROM pg_tables WHERE schemaname = '%s'".formatted(schema)))
        .containsExactly("0");
  }

  private String entry(String input, String table, String mode) {
    return "{ input = %s, typing = \"%s\", table = %s.%s, mode = %s }"
        .formatted(
            input.replaceAll("([a-z]+[.]csv)", "\"" + dir + "/$1\""),
            dir.resolve("typing.csv"),
            schema,
            table,
            mode);
  }

  private Path conf(String... entries) throws IOException {
    return Files.writeString(
        dir.resolve("campaign.conf"),
        "imports = [\n%s\n]\ntables.run-manifest = %s.manifests\n"
            .formatted(String.join("\n", entries), schema));
  }

  private static Outcome recap(Path conf, String... options) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream both = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    List<String> all = new ArrayList<>(List.of("import"));
    all.addAll(
        List.of("--config", TestPostgres.confFile().toString(), "--config", conf.toString()));
    all.addAll(List.of(options));
    return new Outcome(Main.run(all, both, both), bytes.toString(StandardCharsets.UTF_8));
  }
}
