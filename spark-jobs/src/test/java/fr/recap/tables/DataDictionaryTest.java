package fr.recap.tables;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DataDictionaryTest {
  @BeforeAll
  static void writeThePageIfAskedTo() throws IOException {
    if (Boolean.getBoolean("pages.write")) {
      Files.writeString(DataDictionary.FILE, DataDictionary.text());
    }
  }

  @Test
  void thePageIsThatOfTheClasses() throws IOException {
    assertThat(Files.readString(DataDictionary.FILE))
        .as("stale: mvn test -Dtest=DataDictionaryTest -Dpages.write writes it")
        .isEqualTo(DataDictionary.text());
  }

  @Test
  void everyTableHasAPlace() {
    assertThat(DataDictionary.kinds())
        .as("give each a chapter in DataDictionary")
        .containsAll(TableClasses.tables().map(Table::kind).toList())
        .doesNotHaveDuplicates();
  }

  @Test
  void everyColumnSaysWhatItHolds() {
    assertThat(TableClasses.tables().flatMap(table -> table.columns().stream()))
        .allSatisfy(column -> assertThat(column.description()).as(column.name()).isNotBlank());
  }
}
