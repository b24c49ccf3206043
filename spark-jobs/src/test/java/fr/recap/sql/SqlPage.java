package fr.recap.sql;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import org.apache.spark.sql.SparkSessionExtensions;
import org.apache.spark.sql.catalyst.analysis.SimpleFunctionRegistry;
import org.apache.spark.sql.catalyst.expressions.ExpressionInfo;
import scala.collection.JavaConverters;

/** The page {@code docs/sql.md}, made of what the functions say of themselves in Spark. */
final class SqlPage {
  static final Path FILE = Path.of("..", "docs", "sql.md");

  private SqlPage() {}

  /** What every function that we register says of itself, by its name. */
  static List<ExpressionInfo> functions() {
    SparkSessionExtensions extensions = new SparkSessionExtensions();
    new CoderExtensions().apply(extensions);
    SimpleFunctionRegistry registry = new SimpleFunctionRegistry();
    extensions.registerFunctions(registry);
    return JavaConverters.seqAsJavaList(registry.listFunction()).stream()
        .map(name -> registry.lookupFunction(name).get())
        .sorted(Comparator.comparing(ExpressionInfo::getName))
        .toList();
  }

  static String text() {
    StringBuilder text =
        new StringBuilder(
            """
            # Functions in SQL

            Generated from what the functions say of themselves (`SqlPageTest` compares, and writes it if asked to);
            `DESCRIBE FUNCTION EXTENDED recap_naf` shows the same in Spark.

            `recap sql` runs a query over the tables of the database, all of them in one state; published models code a
            column. It shows the first rows, or writes all to a folder (`--output`, Parquet or CSV):

            ```bash
            submit/recap sql $C "SELECT cabbi, answer.code, answer.probability, answer.automatic, answer.error
              FROM (SELECT cabbi, recap_naf(actet_x, rs_x, profs_x) AS answer FROM rp_2026)"
            ```

            An index is named in backquotes after `index.`, and is read as it is when the query runs (its conditions are
            Spark's: `=` compares texts and searches for nothing):

            ```bash
            submit/recap sql $C "SELECT count(*) FROM \\`index.rp_2025_e\\` JOIN rp_2025 USING (cabbi)"
            ```

            Any other session of Spark 3.5 has the functions by `spark.sql.extensions=fr.recap.sql.CoderExtensions`, which is among our
            settings of Spark. In `spark-sql` of Spark's distribution, on one machine, after a build and in the clone (a test runs these
            lines):

            ```bash
            export LC_ALL=C.UTF-8 SPARK_LOCAL_IP=127.0.0.1
            spark-sql --properties-file conf/spark-local.conf \\
              --jars spark-jobs/target/recap-spark-jobs-0.1.0-SNAPSHOT-all.jar \\
              --driver-class-path spark-jobs/target/spark/jars/hadoop-aws-3.3.4.jar:spark-jobs/target/spark/jars/aws-java-sdk-bundle-1.12.262.jar \\
              --conf spark.recap.config=campaign.conf
            ```

            `--driver-class-path` gives Spark the client of a store on `s3a://`, which its distribution lacks. `spark-sql` keeps a catalogue of its own
            in the folder where it is started (`metastore_db`).

            The settings are those of the files in `spark.recap.config` and of `spark.recap.set.<key>`; the version is the
            one that they name, else the newest when a session first asks. `fr.recap.udfs.sql.RecapExtensions` has the
            functions that need no model alone, and `RecapFunctions.register(spark)` adds those to a session that runs.
            Arguments are cast as Spark casts those of its own functions.
            """);
    text.append("\n| function | does |\n|---|---|\n");
    for (ExpressionInfo function : functions()) {
      text.append(
          "| [`%s`](#%s) | %s |%n"
              .formatted(function.getName(), function.getName(), does(function)));
    }
    functions().forEach(function -> append(text, function));
    return text.toString();
  }

  private static void append(StringBuilder text, ExpressionInfo function) {
    text.append("\n## ").append(function.getName()).append("\n\n");
    text.append("`%s`: %s%n%n".formatted(call(function), does(function)));
    function
        .getArguments()
        .lines()
        .map(String::strip)
        .filter(line -> line.startsWith("* "))
        .forEach(line -> text.append(line.replaceFirst("\\* (.*?) - ", "- `$1`: ")).append('\n'));
    String note = function.getNote().replaceAll("\\s+", " ").replace("Note:", "").strip();
    if (!note.isEmpty()) {
      text.append('\n').append(note).append('\n');
    }
    text.append("\n```sql\n");
    function
        .getExamples()
        .lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty() && !line.equals("Examples:"))
        .map(line -> line.startsWith("> ") ? line.substring(2) : "-- " + line)
        .forEach(line -> text.append(line).append('\n'));
    text.append("```\n");
  }

  /** The call, such as {@code recap_clean(text)}. */
  private static String call(ExpressionInfo function) {
    return usage(function)[0];
  }

  private static String does(ExpressionInfo function) {
    return usage(function)[1];
  }

  private static String[] usage(ExpressionInfo function) {
    return function.getUsage().split(" - ", 2);
  }
}
