package fr.recap.tables;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

class DataDictionaryTest {
  @Test
  void thePageIsThatOfTheClasses() throws IOException {
    assertThat(Files.readString(DataDictionary.FILE))
        .as("stale: run fr.recap.tables.DataDictionary in the folder spark-jobs")
        .isEqualTo(DataDictionary.text());
  }

  @Test
  void everyTableHasAPlace() {
    assertThat(DataDictionary.kinds())
        .containsAll(TableClasses.tables().map(Table::kind).toList())
        .doesNotHaveDuplicates();
  }

  @Test
  void everyColumnSaysWhatItHolds() {
    assertThat(TableClasses.tables().flatMap(table -> table.columns().stream()))
        .allSatisfy(column -> assertThat(column.description()).as(column.name()).isNotBlank());
  }
}
