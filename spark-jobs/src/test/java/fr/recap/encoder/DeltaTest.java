package fr.recap.encoder;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import scala.Tuple2;

class DeltaTest {
  private static final float[][] DENSE = {{8}};
  private static final float[][] SQUARES = {{4}};

  /** Rows 1, 5 and 6 of a width of 2. */
  private final Delta delta =
      new Delta(
          new int[] {1, 5, 6},
          new int[] {1, 1, 1},
          new float[] {10, 11, 50, 51, 60, 61},
          new float[] {0.1f, 0.5f, 0.6f},
          DENSE,
          SQUARES,
          1);

  private static Map<Integer, Delta> byNumber(Delta delta, int size) {
    return delta.chunks(size).collect(Collectors.toMap(Tuple2::_1, Tuple2::_2));
  }

  @Test
  void aPartHasTheRowsOfItsNumberAndTheFirstOneAllElse() {
    Map<Integer, Delta> parts = byNumber(delta, 3);

    assertThat(parts).containsOnlyKeys(0, 1, 2);
    assertThat(parts.get(0).rows()).containsExactly(1);
    assertThat(parts.get(0).changes()).containsExactly(10, 11);
    assertThat(parts.get(0).dense()).isDeepEqualTo(DENSE);
    assertThat(parts.get(0).squares()).isDeepEqualTo(SQUARES);
    assertThat(parts.get(1).rows()).containsExactly(5);
    assertThat(parts.get(1).rowSquares()).containsExactly(0.5f);
    assertThat(parts.get(1).dense()).isEmpty();
    assertThat(parts.get(2).rows()).containsExactly(6);
    assertThat(parts.get(2).changes()).containsExactly(60, 61);
  }

  @Test
  void partsWithoutRowsAreLeftOutButForTheFirst() {
    assertThat(byNumber(delta, 1)).containsOnlyKeys(0, 1, 5, 6);
    assertThat(byNumber(delta, 1).get(0).rows()).isEmpty();
    Delta none = new Delta(new int[0], new int[0], new float[0], new float[0], DENSE, SQUARES, 1);
    assertThat(byNumber(none, 4)).containsOnlyKeys(0);
  }

  /** Row 5 is touched by both: it moves by the mean; row 1 by one of them: by all of its change. */
  @Test
  void averagesOfPartsAreThoseOfTheWhole() {
    Delta other =
        new Delta(
            new int[] {2, 5},
            new int[] {1, 1},
            new float[] {20, 21, 30, 31},
            new float[] {0.2f, 0.3f},
            new float[][] {{2}},
            new float[][] {{2}},
            1);
    Shape shape = new Shape(7, 2, 1, 1, 1);
    EncoderState.Trained start =
        new EncoderState.Trained(Parameters.zeros(shape), Adagrad.start(shape));
    // Only the first of the dense parts is given here.
    Map<Integer, Delta> ours = byNumber(delta, 3);
    Map<Integer, Delta> theirs = byNumber(other, 3);
    Delta.sum(List.of(ours.get(0), theirs.get(0))).addAverageTo(start);
    Delta.sum(List.of(ours.get(1), theirs.get(1))).addAverageTo(start);
    ours.get(2).addAverageTo(start);

    assertThat(start.parameters().embeddings)
        .containsExactly(0, 0, 10, 11, 20, 21, 0, 0, 0, 0, 40, 41, 60, 61);
    assertThat(start.optimiser().rowSquares)
        .containsExactly(0, 0.1f, 0.2f, 0, 0, (0.5f + 0.3f) / 2, 0.6f);
    assertThat(start.parameters().gains[0]).isEqualTo(5);
    assertThat(start.optimiser().squares.gains[0]).isEqualTo(3);
  }
}
