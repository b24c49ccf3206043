package fr.recap.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.apache.spark.sql.catalyst.expressions.ExpressionInfo;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SqlPageTest {
  @BeforeAll
  static void writeThePageIfAskedTo() throws IOException {
    if (Boolean.getBoolean("pages.write")) {
      Files.writeString(SqlPage.FILE, SqlPage.text());
    }
  }

  @Test
  void thePageIsWhatTheFunctionsSay() throws IOException {
    assertThat(Files.readString(SqlPage.FILE))
        .as("stale: mvn test -Dtest=SqlPageTest -Dpages.write writes it")
        .isEqualTo(SqlPage.text());
  }

  @Test
  void everyFunctionTellsItsUseItsArgumentsAndAnExample() {
    assertThat(SqlPage.functions())
        .extracting(ExpressionInfo::getName)
        .contains("recap_naf", "recap_pcs", "recap_code", "recap_clean", "recap_fasttext");
    for (ExpressionInfo function : SqlPage.functions()) {
      String name = function.getName();
      assertThat(function.getUsage())
          .as(name)
          .matches("(?s)" + name + "\\([^)]+\\) - \\p{Lu}.*\\.");
      assertThat(function.getArguments()).as(name).contains("      * ", " - ");
      assertThat(function.getExamples())
          .as(name)
          .containsPattern("> SELECT .*" + name + "\\(.*;\\n +\\S");
    }
  }
}
