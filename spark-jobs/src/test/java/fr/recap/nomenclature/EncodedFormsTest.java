package fr.recap.nomenclature;

import static org.assertj.core.api.Assertions.assertThat;

import fr.recap.encoder.Example;
import fr.recap.encoder.TokenBlock;
import fr.recap.encoder.Vocabulary;
import fr.recap.encoder.VocabularyBuilder;
import fr.recap.runtime.TestSession;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EncodedFormsTest {
  private static final StructType SCHEMA =
      new StructType()
          .add("text0", DataTypes.StringType)
          .add("text1", DataTypes.StringType)
          .add("leaf", DataTypes.IntegerType);

  private final Vocabulary vocabulary = vocabulary();
  private final List<EncodedForms.Laid> toClose = new ArrayList<>();
  private final List<Example> nodes =
      List.of(
          new Example(
              new TokenBlock[] {TokenBlock.EMPTY, TokenBlock.EMPTY},
              new int[] {99},
              new float[] {1},
              0.5f));

  private static Vocabulary vocabulary() {
    VocabularyBuilder builder = new VocabularyBuilder(1000, 16);
    forms().forEach(form -> builder.add(form.getString(0)));
    return builder.build();
  }

  /** 39 different forms, one of them four times; of every third the second field is empty. */
  private static List<Row> forms() {
    List<Row> forms = new ArrayList<>();
    for (int i = 0; i < 39; i++) {
      for (int times = 0; times < (i == 5 ? 4 : 1); times++) {
        forms.add(RowFactory.create("mot" + (char) ('a' + i % 26), i % 3 == 0 ? null : "b" + i, i));
      }
    }
    return forms;
  }

  private EncodedForms.Laid laid(List<Row> forms, int partitions, int workers, long least) {
    Dataset<Row> table = TestSession.get().createDataFrame(forms, SCHEMA).repartition(partitions);
    EncodedForms.Laid laid =
        EncodedForms.of(
                table,
                List.of("text0", "text1"),
                "leaf",
                workers,
                new EncodedForms.Bounds(least, 1000))
            .lay(vocabulary, nodes);
    toClose.add(laid);
    return laid;
  }

  /** Each example of each partition, in order. */
  private static List<List<String>> told(EncodedForms.Laid laid) {
    return laid.examples()
        .map(
            example ->
                example.leaves()[0]
                    + " "
                    + example.weight()
                    + " "
                    + Arrays.toString(example.fields()[0].ids()))
        .glom()
        .collect();
  }

  @AfterEach
  void close() {
    toClose.forEach(EncodedForms.Laid::close);
  }

  @Test
  void equalFormsAreOneExampleAndAllAreThereOnce() {
    EncodedForms.Laid laid = laid(forms(), 3, 2, 20);

    assertThat(laid.count()).isEqualTo(40);
    List<List<String>> partitions = told(laid);
    assertThat(partitions).hasSize(2).allMatch(partition -> partition.size() > 1);
    List<String> all = partitions.stream().flatMap(List::stream).toList();
    assertThat(all).hasSize(40).doesNotHaveDuplicates();
    assertThat(all).anyMatch(told -> told.startsWith("5 2.0 ")).anyMatch("99 0.5 []"::equals);
  }

  @Test
  void neitherTheOrderOfRowsNorTheirPartitionsMatter() {
    List<Row> shuffled = new ArrayList<>(forms());
    Collections.shuffle(shuffled, new Random(1));

    assertThat(told(laid(shuffled, 5, 2, 20))).isEqualTo(told(laid(forms(), 1, 2, 20)));
  }

  @Test
  void asManyTasksTrainAsThereAreExamplesFor() {
    assertThat(laid(forms(), 3, 8, 10).examples().getNumPartitions()).isEqualTo(4);
    assertThat(laid(forms(), 3, 3, 10).examples().getNumPartitions()).isEqualTo(3);
    assertThat(laid(forms(), 3, 8, 21).examples().getNumPartitions()).as("too few").isEqualTo(1);
  }

  @Test
  void partitionsShareExamplesInTheirOrder() {
    List<Integer> five = List.of(1, 2, 3, 4, 5);

    assertThat(EncodedForms.share(five, 0, 3)).containsExactly(1);
    assertThat(EncodedForms.share(five, 1, 3)).containsExactly(2, 3);
    assertThat(EncodedForms.share(five, 2, 3)).containsExactly(4, 5);
    assertThat(EncodedForms.share(List.of(), 1, 3)).isEmpty();
  }
}
