package fr.recap.register;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

class EarlierWordingTest {
  private static final StructType SAID = new StructType().add("street", DataTypes.StringType);

  private final EarlierWording wording =
      new EarlierWording(
          "11111111100011",
          "boulangerie lac",
          "74010",
          List.of("F1", "F2", "F3").stream().map(EarlierWording::hash).sorted().toList());

  @Test
  void aFormIsNoEvidenceForItself() {
    assertThat(wording.others("F2")).isEqualTo(2);
    assertThat(wording.others("F4")).isEqualTo(3);
  }

  @Test
  void whatIsWrittenIsReadAgain() {
    assertThat(EarlierWording.read(wording.write())).isEqualTo(wording);
  }

  @Test
  void wordsThatOneOfSeveralFormsSaysAloneAreLeftOut() {
    assertThat(WordingRows.shared(List.of(said("rue haute")), "street"))
        .containsExactly("haute", "rue");
    assertThat(WordingRows.shared(List.of(said("rue haute"), said("rue basse rue")), "street"))
        .containsExactly("rue");
    assertThat(WordingRows.shared(List.of(said(""), said("")), "street")).isEmpty();
  }

  private static Row said(String street) {
    return new GenericRowWithSchema(new Object[] {street}, SAID);
  }
}
