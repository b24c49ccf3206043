package fr.recap.register;

import static org.apache.spark.sql.functions.spark_partition_id;
import static org.assertj.core.api.Assertions.assertThat;

import fr.recap.runtime.TestSession;
import java.util.List;
import java.util.stream.LongStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

class SiretRangesTest {
  private static final StructType SCHEMA =
      new StructType()
          .add("slot", DataTypes.IntegerType, false)
          .add("siret", DataTypes.LongType, false);

  @Test
  void rangesHaveAsManyKeysOfTheSampleEach() {
    SiretRanges ranges = SiretRanges.of(new long[] {90, 10, 50, 30, 20, 40}, 3);
    // Sorted 10 20 | 30 40 | 50 90: limits are 30 and 50.
    assertThat(LongStream.of(0, 10, 29, 30, 49, 50, 1000).mapToObj(ranges::range))
        .containsExactly(0, 0, 0, 1, 1, 2, 2);
  }

  @Test
  void keyThatManyRowsHaveLeavesRangesEmpty_andNoKeyAllButOne() {
    SiretRanges same = SiretRanges.of(new long[] {7, 7, 7, 7}, 4);
    assertThat(LongStream.of(6, 7, 8).mapToObj(same::range)).containsExactly(0, 3, 3);
    SiretRanges none = SiretRanges.of(new long[0], 3);
    assertThat(LongStream.of(0, 99_999_999_999_999L).mapToObj(none::range)).containsExactly(0, 0);
  }

  @Test
  void everyRangeIsThePartitionOfItsNumber() {
    for (int count : new int[] {1, 2, 7, 35}) {
      SiretRanges ranges = SiretRanges.of(LongStream.range(0, 420).toArray(), count);
      List<Row> rows =
          LongStream.range(0, 420)
              .mapToObj(siret -> RowFactory.create(ranges.slot(siret), siret))
              .toList();
      Dataset<Row> spread = ranges.spread(TestSession.get().createDataFrame(rows, SCHEMA), "slot");
      assertThat(spread.withColumn("at", spark_partition_id()).collectAsList())
          .hasSize(420)
          .allSatisfy(
              row ->
                  assertThat(row.getInt(2))
                      .as("%d ranges", count)
                      .isEqualTo((int) (row.getLong(1) * count / 420)));
    }
  }
}
