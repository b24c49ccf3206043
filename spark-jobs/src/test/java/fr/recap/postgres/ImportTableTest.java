package fr.recap.postgres;

import static fr.recap.postgres.TestPostgres.query;
import static fr.recap.postgres.TestPostgres.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.recap.config.ConfigException;
import fr.recap.config.ImportMode;
import fr.recap.config.RecapConfig;
import fr.recap.config.RefusedInputException;
import fr.recap.config.TableName;
import fr.recap.postgres.ImportTable.Config;
import fr.recap.postgres.ImportTable.Result;
import fr.recap.runtime.TestSession;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportTableTest {
  private static final String TYPING =
      "FIELD_NAME,PANDAS_TYPE,SQL_TYPE,SQL_CONSTRAINT\ncabbi,object,varchar(5),PRIMARY KEY\nrs_x,object,text,\nnote,float64,double precision,\nlater,int64,integer,\n";

  private static String schema;
  @TempDir private Path dir;

  @BeforeAll
  static void start() {
    schema = TestPostgres.freshSchema();
  }

  @Test
  void brokenLinesBecomeRejectsWithTheirNumbersAndSpoilNoOther() throws IOException {
    String csv =
        "CABBI,rs_x,note,extra\n" // 1
            + "a1,\"SNCF, PARIS\",1.5,x\n" // 2
            + "a2,\"never closed,2,x\n" // 3 wrong quotes
            + "a3,OGEC,abc,x\n" // 4 bad number
            + "a4,short\n" // 5 wrong number of fields
            + "a1,SECOND,1,x\n" // 6 duplicate
            + ",NOKEY,1,x\n" // 7 null key
            + "a5,\"two\nlines \"\"quoted\"\"\",3,x\n" // 8 and 9
            + "a6,CAF\u00c9,4,x\n" // 10: see the encoding below
            + "a7,a \"stray\" quote,5,x\n" // 11 wrong quotes
            + "\n" // 12 blank: no record
            + "toolong,LONG,6,x\n" // 13 longer than 5
            + "a8,LAST,,x"; // 14 without an end of line
    byte[] bytes = csv.getBytes(StandardCharsets.UTF_8);
    Files.write(dir.resolve("forms.csv"), bytes);
    TableName target = table(schema, "forms");

    Result result = new ImportTable(TestSession.get(), config(target), config(1.0)).execute();

    assertThat(result.rowsRead()).isEqualTo(11);
    assertThat(result.rowsWritten()).isEqualTo(4);
    assertThat(result.rowsRejected()).isEqualTo(7);
    assertThat(result.missingColumns()).containsExactly("later");
    assertThat(result.ignoredColumns()).containsExactly("extra");
    assertThat(query("SELECT * FROM %s ORDER BY cabbi".formatted(target.sql())))
        .containsExactly(
            "a1|SNCF, PARIS|1.5|null",
            "a5|two\nlines \"quoted\"|3|null",
            "a6|CAF\u00c9|4|null",
            "a8|LAST|null|null");
    assertThat(
            query(
                "SELECT key, reason FROM %s.forms_rejects ORDER BY substring(key from '\\d+')::int"
                    .formatted(schema)))
        .containsExactly(
            "line 3|wrong quotes: a quoted field is not closed",
            "line 4 a3|note: 'abc' is no number",
            "line 5|wrong number of fields: 2 instead of 4",
            "line 6 a1|duplicate key: an earlier row was kept",
            "line 7|cabbi: the key is null",
            "line 11|wrong quotes: a quote within a field that is not quoted",
            "line 13|cabbi: 'toolong' is longer than 5 characters");
  }

  @Test
  void malformedBytesAreRejectedAndLatin1IsReadAsDeclared() throws IOException {
    byte[] latin =
        "cabbi,rs_x,note\na1,CAF\u00c9,1\na2,OK,2\n".getBytes(StandardCharsets.ISO_8859_1);
    Files.write(dir.resolve("forms.csv"), latin);
    TableName utf8 = table(schema, "declared_utf8");
    Result result = new ImportTable(TestSession.get(), config(utf8), config(0.5)).execute();
    assertThat(result.rowsRejected()).isEqualTo(1);
    assertThat(query("SELECT key, reason FROM %s.declared_utf8_rejects".formatted(schema)))
        .containsExactly("line 2|malformed bytes for the encoding UTF-8");

    TableName latin1 = table(schema, "declared_latin1");
    Config config = config(latin1);
    new ImportTable(
            TestSession.get(),
            new Config(
                config.sources(),
                Optional.empty(),
                Optional.of(','),
                '"',
                Charset.forName("ISO-8859-1"),
                true,
                config.typing(),
                latin1,
                ImportMode.NEW,
                false,
                false),
            config(0.5))
        .execute();
    assertThat(query("SELECT rs_x FROM %s ORDER BY cabbi".formatted(latin1.sql())))
        .containsExactly("CAF\u00c9", "OK");
  }

  @Test
  void tooManyRejectsPublishNothingButTheirReasons() throws IOException {
    Files.writeString(dir.resolve("forms.csv"), "cabbi,rs_x,note\na1,OK,1\na2,BAD,x\n");
    TableName target = table(schema, "too_many");
    assertThatThrownBy(
            () -> new ImportTable(TestSession.get(), config(target), config(0.05)).execute())
        .isInstanceOf(TooManyRejectsException.class)
        .hasMessageContaining("1 of 2 rows");
    assertThat(TestPostgres.postgres().exists(target)).isFalse();
    assertThat(query("SELECT key FROM %s.too_many_rejects".formatted(schema)))
        .containsExactly("line 3 a2");
  }

  @Test
  void existingTableEmptyFileAbsentFileAndMissingKeyAreRefused() throws IOException {
    Files.writeString(dir.resolve("forms.csv"), "cabbi,rs_x,note\na1,OK,1\n");
    TableName target = table(schema, "existing");
    new ImportTable(TestSession.get(), config(target), config(0.05)).execute();
    assertRefused(target, "--force");
    TableName other = table(schema, "refused");
    Files.writeString(dir.resolve("forms.csv"), "");
    assertRefused(other, "empty");
    Files.writeString(dir.resolve("forms.csv"), "cabbi,rs_x,note\n");
    assertRefused(other, "no rows");
    Files.writeString(dir.resolve("forms.csv"), "rs_x,note\nOK,1\n");
    assertRefused(other, "cabbi");
    Files.delete(dir.resolve("forms.csv"));
    assertRefused(other, "There is no file");
    assertThat(TestPostgres.postgres().exists(other)).isFalse();
  }

  @Test
  void typingFilesThatCouldInjectSqlAreRefused() throws IOException {
    Path typing = dir.resolve("typing.csv");
    Files.writeString(typing, TypingFile.HEADER + "\nk,object,text); DROP TABLE x; --,\n");
    assertThatThrownBy(() -> TypingFile.read(typing))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("typing.csv, line 2");
    Files.writeString(typing, TypingFile.HEADER + "\n\"k\"\" int\",object,text,\n");
    assertThatThrownBy(() -> TypingFile.read(typing)).isInstanceOf(ConfigException.class);
    assertThatThrownBy(() -> TableName.parse("rp; drop table x"))
        .isInstanceOf(ConfigException.class);
  }

  @Test
  void whatMustNotBeEmptyIsARejectWhereItIs() throws IOException {
    Files.writeString(dir.resolve("filled.csv"), "cabbi,rs_x\na1,SNCF\na2,\n,OGEC\n");
    Path typing =
        Files.writeString(
            dir.resolve("filled-typing.csv"),
            TypingFile.HEADER
                + "\ncabbi,object,text,NOT NULL  PRIMARY KEY\nrs_x,object,text,not null\n");
    TableName target = table(schema, "filled");

    Result result =
        new ImportTable(
                TestSession.get(),
                Config.of(List.of(dir.resolve("filled.csv").toString()), typing, target),
                config(1.0))
            .execute();

    assertThat(result.rowsRejected()).isEqualTo(2);
    assertThat(query("SELECT * FROM " + target.sql())).containsExactly("a1|SNCF");
    assertThat(query("SELECT key, reason FROM %s.filled_rejects ORDER BY key".formatted(schema)))
        .containsExactly(
            "line 3 a2|rs_x: is empty, and must not be", "line 4|cabbi: the key is null");
  }

  private void assertRefused(TableName target, String why) throws IOException {
    Config config = config(target);
    assertThatThrownBy(() -> new ImportTable(TestSession.get(), config, config(0.05)).execute())
        .isInstanceOf(RefusedInputException.class)
        .hasMessageContaining(why);
  }

  private Config config(TableName target) throws IOException {
    Path typing = Files.writeString(dir.resolve("typing.csv"), TYPING);
    return Config.of(List.of(dir.resolve("forms.csv").toString()), typing, target);
  }

  private static RecapConfig config(double maxRejectShare) {
    return TestPostgres.config(Map.of("max-reject-share", String.valueOf(maxRejectShare)));
  }
}
