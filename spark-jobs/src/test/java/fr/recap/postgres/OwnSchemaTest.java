package fr.recap.postgres;

import static fr.recap.postgres.TestPostgres.query;
import static org.assertj.core.api.Assertions.assertThat;

import fr.recap.config.TableName;
import fr.recap.runtime.TestSession;
import fr.recap.tables.Column;
import fr.recap.tables.ColumnType;
import fr.recap.tables.Table;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class OwnSchemaTest {
  private static final Table TABLE =
      new Table("own", "", List.of(new Column("id", ColumnType.BIGINT, true, "")));

  @Test
  void aDroppedSchemaLeavesNoTraceOfItsTables_andOthersAreAsTheyWere() {
    String schema = TestPostgres.freshSchema();
    String longer = schema + "_b";
    Dataset<Row> rows = TestSession.get().range(3).toDF("id");
    TableWriter writer = new TableWriter(TestSession.get(), TestPostgres.settings());
    for (String each : List.of(schema, longer)) {
      writer.write(rows, TableName.parse(each + ".t"), TABLE, "own_schema_" + each);
      TestPostgres.execute(
          "INSERT INTO recap_staging.runs (staging, run_id, target) VALUES ('dead_%1$s', 'dead_%1$s', '%1$s.t')"
              .formatted(each));
    }

    OwnSchema.drop(TestPostgres.postgres(), schema);

    assertThat(OwnSchema.exists(TestPostgres.postgres(), schema)).isFalse();
    assertThat(traces(schema)).containsExactly("0|0");
    assertThat(traces(longer)).containsExactly("1|1");
    assertThat(query("SELECT count(*) FROM %s.t".formatted(longer))).containsExactly("3");
    OwnSchema.drop(TestPostgres.postgres(), longer);
    OwnSchema.drop(TestPostgres.postgres(), longer);
    assertThat(traces(longer)).containsExactly("0|0");
  }

  private static List<String> traces(String schema) {
    return query(
        "SELECT (SELECT count(*) FROM recap_staging.runs WHERE target = '%1$s.t'), (SELECT count(*) FROM recap_staging.publications WHERE target = '%1$s.t')"
            .formatted(schema));
  }
}
