package fr.recap.encoder;

import fr.recap.models.BinaryArrays;
import fr.recap.models.BinaryInput;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The state after an epoch, in one file that is replaced as a whole, so that a training killed at
 * any moment goes on from there. Where writing takes long beside an epoch, some epochs are passed
 * over, so that it takes a tenth of the time at most.
 */
public final class Checkpoints {
  /** "RCPC" */
  private static final int MAGIC = 0x52435043;

  /** Time between two writes, in times of the last one. */
  private static final long PAUSE = 10;

  private final Path file;
  private final String fingerprint;
  private long cost;
  private long written;

  /**
   * @param folder created if missing
   * @param fingerprint of everything that the training depends on: another one's checkpoint is not
   *     taken
   */
  public Checkpoints(Path folder, String fingerprint) {
    this.file = folder.resolve("encoder.checkpoint");
    this.fingerprint = fingerprint;
  }

  /** Writes a state, unless the last write is too recent. */
  void offer(EncoderState state) throws IOException {
    long start = System.nanoTime();
    if (cost == 0 || start - written >= PAUSE * cost) {
      write(state);
      written = System.nanoTime();
      cost = written - start;
    }
  }

  void write(EncoderState state) throws IOException {
    Files.createDirectories(file.getParent());
    Path written = file.resolveSibling(file.getFileName() + ".tmp");
    try (DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(written)))) {
      out.writeInt(MAGIC);
      out.writeUTF(fingerprint);
      out.writeInt(state.losses().size());
      for (double loss : state.losses()) {
        out.writeDouble(loss);
      }
      EncoderFiles.write(out, state.latest().parameters());
      BinaryArrays.write(out, state.latest().optimiser().rowSquares);
      EncoderFiles.write(out, state.latest().optimiser().squares);
      EncoderFiles.write(out, state.best());
    }
    Files.move(written, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  /** The state to go on from; empty where there is none of this training. */
  Optional<EncoderState> read(Shape shape) throws IOException {
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try (BinaryInput in = BinaryInput.open(file)) {
      if (in.readInt() != MAGIC || !in.readUTF().equals(fingerprint)) {
        return Optional.empty();
      }
      int epochs = in.readLength(Double.BYTES);
      List<Double> losses = new ArrayList<>();
      for (int i = 0; i < epochs; i++) {
        losses.add(in.readDouble());
      }
      Parameters latest = EncoderFiles.readInto(in, Parameters.zeros(shape));
      Adagrad optimiser = Adagrad.start(shape);
      in.readInto(optimiser.rowSquares);
      EncoderFiles.readInto(in, optimiser.squares);
      Parameters best = EncoderFiles.readInto(in, Parameters.zeros(shape));
      return Optional.of(
          new EncoderState(new EncoderState.Trained(latest, optimiser), best, losses));
    }
  }

  /** Removes the checkpoint once the training is stored. */
  public void delete() throws IOException {
    Files.deleteIfExists(file);
  }
}
