package fr.recap.udfs.vectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import fr.recap.udfs.vectors.NearestWords.Neighbour;
import fr.recap.udfs.vectors.VectorsHeader.Kind;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.SingularValueDecomposition;
import org.apache.commons.math3.stat.correlation.Covariance;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class VectorsReductionTest {
  private static final int KEPT = 6;
  private static final List<String> WORDS =
      List.of("infirmière", "boulangerie", "jamais-vu", "2026", "日本");

  @TempDir static Path folder;

  private static Path source;
  private static Path reduced;
  private static VectorsReduction.Result result;

  @BeforeAll
  static void reduceAModel() throws Exception {
    source = TestModels.train(folder, TestModels.arguments(Kind.SKIPGRAM, 4));
    reduced = folder.resolve("reduced.bin");
    result = reduce(source, reduced, Optional.empty());
  }

  private static VectorsReduction.Result reduce(Path from, Path to, Optional<Long> sample)
      throws Exception {
    return new VectorsReduction(KEPT, sample, line -> {}).reduce(from, to);
  }

  private static double[][] rows(MappedMatrix matrix, int count) {
    double[][] rows = new double[count][matrix.columns()];
    float[] row = new float[matrix.columns()];
    for (int i = 0; i < count; i++) {
      matrix.read(i, row, 0);
      for (int j = 0; j < row.length; j++) {
        rows[i][j] = row[j];
      }
    }
    return rows;
  }

  /** Share of the variance that the first components keep, by commons-math alone. */
  private static double explained(double[][] rows) {
    double[] values =
        new SingularValueDecomposition(new Covariance(rows).getCovarianceMatrix())
            .getSingularValues();
    double kept = 0;
    double all = 0;
    for (int i = 0; i < values.length; i++) {
      kept += i < KEPT ? values[i] : 0;
      all += values[i];
    }
    return kept / all;
  }

  @Test
  void keepsTheVarianceOfTheFirstComponents() throws Exception {
    MappedMatrix input = MappedVectors.open(source).input();

    assertThat(result.from()).isEqualTo(20);
    assertThat(result.to()).isEqualTo(KEPT);
    assertThat(result.bytes()).isEqualTo(Files.size(reduced));
    assertThat(result.explainedVariance())
        .isCloseTo(explained(rows(input, (int) input.rows())), within(1e-9));
  }

  @Test
  void aSampleOfTheFirstRowsDecidesWhereItIsAskedFor() throws Exception {
    MappedMatrix input = MappedVectors.open(source).input();
    VectorsReduction.Result sampled =
        reduce(source, folder.resolve("sampled.bin"), Optional.of(100L));

    assertThat(sampled.explainedVariance()).isCloseTo(explained(rows(input, 100)), within(1e-9));
  }

  @Test
  void projectedRowsKeepTheVarianceOfTheirComponents() throws Exception {
    // Components are uncorrelated, the largest first: so is what was projected on them.
    MappedMatrix input = MappedVectors.open(reduced).input();
    double[][] covariance =
        new Covariance(rows(input, (int) input.rows())).getCovarianceMatrix().getData();
    for (int i = 0; i < KEPT; i++) {
      for (int j = 0; j < i; j++) {
        assertThat(covariance[i][j]).isCloseTo(0, within(covariance[0][0] * 1e-5));
      }
      assertThat(covariance[i][i])
          .isLessThanOrEqualTo(covariance[Math.max(0, i - 1)][Math.max(0, i - 1)]);
    }
  }

  @Test
  void theSameModelGivesTheSameBytes() throws Exception {
    Path again = folder.resolve("again.bin");
    reduce(source, again, Optional.empty());

    assertThat(Files.mismatch(reduced, again)).isEqualTo(-1);
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void theNativeLibraryReadsReducedFiles(Kind kind) throws Exception {
    Path model = TestModels.train(folder, TestModels.arguments(kind, 4));
    Path smaller = folder.resolve("smaller-" + kind + ".bin");
    reduce(model, smaller, Optional.empty());
    try (MappedVectors mapped = MappedVectors.open(smaller);
        NativeVectors jni = NativeVectors.open(smaller)) {
      for (String word : WORDS) {
        assertThat(mapped.word(word)).as(word).hasSize(KEPT).containsExactly(jni.word(word));
      }
    }
  }

  @Test
  void theInstalledProgramPrintsTheSameNumbers() throws Exception {
    Optional<Path> program = NativeProgram.installed();
    assumeTrue(
        program.isPresent(), "fasttext is not installed (Debian's package fasttext): not compared");
    String printed =
        NativeProgram.run(
            String.join("\n", WORDS) + "\n",
            program.get().toString(),
            "print-word-vectors",
            reduced.toString());
    List<String> lines = printed.lines().toList();
    assertThat(lines).hasSameSizeAs(WORDS);
    try (MappedVectors mapped = MappedVectors.open(reduced)) {
      for (int w = 0; w < WORDS.size(); w++) {
        float[] theirs = NativeProgram.numbers(lines.get(w), WORDS.get(w));
        float[] ours = mapped.word(WORDS.get(w));
        assertThat(theirs).hasSize(KEPT);
        for (int i = 0; i < KEPT; i++) {
          // Five significant digits are printed.
          assertThat(ours[i]).isCloseTo(theirs[i], within(Math.abs(theirs[i]) * 1e-4f));
        }
      }
    }
  }

  @Test
  void theInstalledProgramFindsTheSameNeighbours() throws Exception {
    Optional<Path> program = NativeProgram.installed();
    assumeTrue(
        program.isPresent(), "fasttext is not installed (Debian's package fasttext): not compared");
    String printed =
        NativeProgram.run("boulanger\n", program.get().toString(), "nn", source.toString(), "5");
    List<Neighbour> ours;
    try (MappedVectors mapped = MappedVectors.open(source)) {
      ours = new NearestWords(mapped).of("boulanger", 5);
    }
    // The first line stands behind the prompt.
    List<String> theirs = printed.replace("Query word? ", "").lines().limit(5).toList();
    assertThat(ours).hasSize(5);
    for (int i = 0; i < 5; i++) {
      String[] parts = theirs.get(i).split(" ", 2);
      assertThat(ours.get(i).word()).isEqualTo(parts[0]);
      assertThat(ours.get(i).cosine()).isCloseTo(Float.parseFloat(parts[1]), within(1e-5f));
    }
  }

  @Test
  void aDimensionThatIsNotBelowTheModelsIsRefused() {
    assertThatThrownBy(
            () -> new VectorsReduction(20, Optional.empty(), line -> {}).reduce(source, reduced))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("has 20 dimensions: reduce it to 1 to 19, cannot be: 20");
  }

  @Test
  void whatADeadRunLeftIsReplacedAndALiveOneIsNotDisturbed() throws Exception {
    Path target = folder.resolve("busy.bin");
    Path part = Files.writeString(folder.resolve("busy.bin.part"), "left by a dead run");
    // A lock of this JVM stands for that of another one.
    try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE);
        FileLock lock = channel.lock()) {
      assertThat(lock.isValid()).isTrue();
      assertThatThrownBy(() -> reduce(source, target, Optional.empty()))
          .isInstanceOf(ReductionRunningException.class)
          .hasMessageContaining("busy.bin.part");
      assertThat(part).hasContent("left by a dead run");
    }
    reduce(source, target, Optional.empty());

    assertThat(part).doesNotExist();
    assertThat(Files.mismatch(reduced, target)).isEqualTo(-1);
  }

  @Test
  void componentsAreSortedAndTheirSignsFixed() {
    // By hand: eigenvalues 3 along (1, 1) and 1 along (1, -1).
    Basis basis = Basis.of(new double[][] {{2, 1}, {1, 2}}, 1);
    float[] projected = new float[1];
    basis.project(new float[] {3, 1}, 0, new double[1], projected, 0);

    assertThat(basis.explainedVariance()).isCloseTo(0.75, within(1e-12));
    assertThat(projected[0]).isCloseTo((float) (4 / Math.sqrt(2)), within(1e-6f));
  }

  @Test
  void covarianceIsThatOfAnIndependentLibrary() {
    double[][] rows = new double[11][3];
    float[] flat = new float[33];
    for (int i = 0; i < 33; i++) {
      flat[i] = (float) Math.sin(i * i);
      rows[i / 3][i % 3] = flat[i];
    }
    SymmetricSums sums = new SymmetricSums(3);
    sums.add(flat, 11, new double[] {0.1, -0.2, 5});

    double[][] expected =
        new Covariance(new Array2DRowRealMatrix(rows)).getCovarianceMatrix().getData();
    for (int i = 0; i < 3; i++) {
      assertThat(sums.covariance()[i]).containsExactly(expected[i], within(1e-12));
    }
  }
}
