package fr.recap.udfs.vectors;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Reduces a model to fewer dimensions by principal components, in constant memory: rows are read
 * from the mapped file and written as they are projected.
 *
 * <p>The components are those of the centred rows of the input matrix (all, or the first as
 * fastText's {@code reduce_model} takes them); input and output matrix are projected on them
 * without centring. The same file gives the same bytes, on any number of cores.
 */
public final class VectorsReduction {
  private final int dimension;
  private final Optional<Long> sample;
  private final Consumer<String> progress;

  /**
   * What came out.
   *
   * @param explainedVariance share of the input rows' variance that is kept, in [0, 1]
   * @param rows rows of both matrices
   * @param bytes size of the new file
   */
  public record Result(
      int from, int to, double explainedVariance, long rows, long bytes, long verifiedRows) {}

  /**
   * A reduction.
   *
   * @param dimension of the new model
   * @param sample how many of the first rows decide on the components; empty for all
   * @param progress takes a line now and then
   */
  public VectorsReduction(int dimension, Optional<Long> sample, Consumer<String> progress) {
    this.dimension = dimension;
    this.sample = sample;
    this.progress = progress;
  }

  /**
   * Reduces a file. The new one is written beside its place, read back and moved there when it is
   * right; a run that was interrupted leaves at most a {@code .part}, which the next one replaces.
   *
   * @throws IllegalArgumentException if the dimension is not below the model's
   * @throws VectorsFormatException if the model can't be used
   * @throws IOException if there is no room for the new file, or it can't be written
   */
  public Result reduce(Path source, Path target) throws IOException {
    MappedVectors model = MappedVectors.open(source);
    int from = model.header().dimension();
    if (dimension < 1 || dimension >= from) {
      throw new IllegalArgumentException(
          "%s has %d dimensions: reduce it to 1 to %d, cannot be: %d"
              .formatted(source, from, from - 1, dimension));
    }
    Path part = target.resolveSibling(target.getFileName() + ".part");
    if (target.toAbsolutePath().getParent() != null) {
      Files.createDirectories(target.toAbsolutePath().getParent());
    }
    ReducedFile layout = ReducedFile.of(model.file(), dimension);
    try (FileChannel channel =
            FileChannel.open(
                part,
                StandardOpenOption.CREATE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE);
        FileLock lock = lock(channel, part)) {
      Thread sweeper = new Thread(() -> deleteQuietly(part));
      Runtime.getRuntime().addShutdownHook(sweeper);
      try {
        channel.truncate(0);
        checkSpace(part, layout.bytes());
        Result result = write(model, source, channel, layout, part);
        Files.move(
            part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return result;
      } finally {
        // Nothing is there any more if it was moved.
        deleteQuietly(part);
        removeHook(sweeper);
        lock.release();
      }
    }
  }

  private Result write(
      MappedVectors model, Path source, FileChannel channel, ReducedFile layout, Path part)
      throws IOException {
    MappedMatrix input = model.input();
    Basis basis = new PrincipalComponents(input, progress).basis(dimension, sample);
    layout.writeHead(source, channel);
    RowProjection projection = new RowProjection(basis, channel, progress);
    projection.project("input matrix", input, layout.inputStart());
    layout.writeOutputHead(channel);
    projection.project("output matrix", model.output(), layout.outputStart());
    channel.force(true);
    long verified = new ReductionCheck(model, basis).check(part);
    return new Result(
        model.header().dimension(),
        dimension,
        basis.explainedVariance(),
        input.rows() + model.output().rows(),
        layout.bytes(),
        verified);
  }

  private static FileLock lock(FileChannel channel, Path part) throws IOException {
    FileLock lock;
    try {
      lock = channel.tryLock();
    } catch (OverlappingFileLockException e) {
      lock = null;
    }
    if (lock == null) {
      throw new ReductionRunningException(part);
    }
    return lock;
  }

  private static void checkSpace(Path part, long needed) throws IOException {
    FileStore store = Files.getFileStore(part);
    if (store.getUsableSpace() < needed) {
      throw new IOException(
          "The reduced model takes %,d MB, %,d MB are free beside %s: make room or give another output"
              .formatted(needed >> 20, store.getUsableSpace() >> 20, part));
    }
  }

  private static void deleteQuietly(Path part) {
    try {
      Files.deleteIfExists(part);
    } catch (IOException e) {
      // The next run replaces it.
    }
  }

  private static void removeHook(Thread sweeper) {
    try {
      Runtime.getRuntime().removeShutdownHook(sweeper);
    } catch (IllegalStateException e) {
      // The JVM is ending and the hook runs, as it should.
    }
  }
}
