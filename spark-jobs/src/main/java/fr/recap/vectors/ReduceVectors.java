package fr.recap.vectors;

import fr.recap.config.ConfigException;
import fr.recap.config.RecapConfig;
import fr.recap.config.RefusedInputException;
import fr.recap.models.RemoteFiles;
import fr.recap.runtime.Scratch;
import fr.recap.udfs.vectors.VectorsFormatException;
import fr.recap.udfs.vectors.VectorsReduction;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Reduces a model to fewer dimensions; source and target are local files or on a store. */
public final class ReduceVectors {
  private final RecapConfig config;
  private final Config reduction;
  private final PrintStream out;

  /**
   * What to do.
   *
   * @param input path or s3a URL of a {@code .bin} file
   * @param output path or s3a URL of the new one
   * @param dimension of the new one
   * @param firstRows how many of the first rows decide on the components; empty for all
   * @param heads of the encoder that is to read the vectors; a dimension that they don't divide
   *     gives a warning
   * @param force whether an output that exists is replaced
   */
  public record Config(
      String input,
      String output,
      int dimension,
      Optional<Long> firstRows,
      int heads,
      boolean force) {}

  /**
   * A reduction.
   *
   * @param out where progress is told
   */
  public ReduceVectors(RecapConfig config, Config reduction, PrintStream out) {
    this.config = config;
    this.reduction = reduction;
    this.out = out;
  }

  /**
   * Reduces.
   *
   * @throws ConfigException if there is no input, the output exists, or the dimension is not below
   *     the model's
   * @throws RefusedInputException if the model can't be used
   */
  public VectorsReduction.Result execute() throws IOException {
    RemoteFiles files = new RemoteFiles(config.store());
    boolean toRemote = RemoteFiles.isRemote(reduction.output());
    boolean exists =
        toRemote
            ? files.exists(reduction.output())
            : Files.exists(RemoteFiles.local(reduction.output()));
    if (exists && !reduction.force()) {
      throw new ConfigException(
          "%s exists: give another --output, or --force to replace it"
              .formatted(reduction.output()));
    }
    if (reduction.dimension() % reduction.heads() != 0) {
      out.printf(
          "Warning: %d dimensions can't be divided among the encoder's %d heads; take %d or %d%n",
          reduction.dimension(),
          reduction.heads(),
          reduction.dimension() / reduction.heads() * reduction.heads(),
          (reduction.dimension() / reduction.heads() + 1) * reduction.heads());
    }
    try (Scratch scratch = Scratch.create(config.workDirectory(), "reduce")) {
      Path source = scratch.path().resolve("source.bin");
      Path target = scratch.path().resolve("target.bin");
      if (RemoteFiles.isRemote(reduction.input())) {
        try {
          files.download(reduction.input(), source);
        } catch (FileNotFoundException e) {
          throw new ConfigException("There is no file " + reduction.input(), e);
        }
      } else {
        source = RemoteFiles.local(reduction.input());
      }
      if (!toRemote) {
        target = RemoteFiles.local(reduction.output());
      }
      VectorsReduction.Result result = reduce(source, target);
      if (toRemote) {
        files.upload(target, reduction.output());
      }
      return result;
    }
  }

  private VectorsReduction.Result reduce(Path source, Path target) throws IOException {
    if (!Files.isRegularFile(source)) {
      throw new ConfigException("There is no file " + source);
    }
    try {
      return new VectorsReduction(reduction.dimension(), reduction.firstRows(), out::println)
          .reduce(source, target);
    } catch (VectorsFormatException e) {
      throw new RefusedInputException(e.getMessage(), e);
    } catch (IllegalArgumentException e) {
      throw new ConfigException(e.getMessage(), e);
    }
  }
}
