package fr.recap.encoder;

import fr.recap.models.BinaryArrays;
import fr.recap.models.BinaryInput;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** An encoder as one file: magic number, version, sizes, vocabulary, node texts, parameters. */
public final class EncoderFiles {
  /** "RCPE" */
  private static final int MAGIC = 0x52435045;

  private static final int FORMAT = 1;

  private EncoderFiles() {}

  /** Writes a model. */
  public static void write(Path file, EncoderModel model) throws IOException {
    try (DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
      out.writeInt(MAGIC);
      out.writeInt(FORMAT);
      Shape shape = model.shape();
      out.writeInt(shape.rows());
      out.writeInt(shape.width());
      out.writeInt(shape.fields());
      out.writeInt(shape.out());
      out.writeInt(shape.leaves());
      model.vocabulary().write(out);
      for (TokenBlock node : model.nodes()) {
        BinaryArrays.write(out, node.ids());
        BinaryArrays.write(out, node.weights());
      }
      write(out, model.parameters());
    }
  }

  /**
   * Reads a model.
   *
   * @throws IOException if it is no model of this version
   */
  public static EncoderModel read(Path file) throws IOException {
    try (BinaryInput in = BinaryInput.open(file)) {
      if (in.readInt() != MAGIC || in.readInt() != FORMAT) {
        throw new IOException(file + " is no encoder of this version: train again");
      }
      Shape shape = shape(in);
      Vocabulary vocabulary = Vocabulary.read(in);
      in.check(vocabulary.rows() == shape.rows(), "its words are not those of its embeddings");
      TokenBlock[] nodes = new TokenBlock[shape.leaves()];
      for (int leaf = 0; leaf < nodes.length; leaf++) {
        int[] ids = in.readInts();
        float[] weights = in.readFloats();
        in.check(weights.length == ids.length, "the text of a leaf has words without weights");
        in.checkBelow(ids, shape.rows(), "the text of a leaf has a word that is not known");
        nodes[leaf] = new TokenBlock(ids, weights);
      }
      return new EncoderModel(vocabulary, readInto(in, Parameters.zeros(shape)), nodes);
    }
  }

  /** The sizes; the numbers that they stand for must be left in the file. */
  private static Shape shape(BinaryInput in) throws IOException {
    int rows = in.readInt();
    int width = in.readInt();
    int fields = in.readInt();
    int out = in.readInt();
    int leaves = in.readInt();
    long most = in.left() / Float.BYTES;
    long wide = Math.max(rows, Math.max(2 * (fields + 1L), out));
    in.check(
        Math.min(Math.min(rows, width), Math.min(Math.min(fields, out), leaves)) > 0
            && wide <= most / width
            && leaves <= most / out,
        "its sizes (rows %d, width %d, fields %d, out %d, leaves %d) are more than it holds"
            .formatted(rows, width, fields, out, leaves));
    return new Shape(rows, width, fields, out, leaves);
  }

  static void write(DataOutputStream out, Parameters parameters) throws IOException {
    BinaryArrays.write(out, parameters.embeddings);
    for (float[] part : parameters.denseParts()) {
      BinaryArrays.write(out, part);
    }
  }

  static Parameters readInto(BinaryInput in, Parameters parameters) throws IOException {
    in.readInto(parameters.embeddings);
    for (float[] part : parameters.denseParts()) {
      in.readInto(part);
    }
    return parameters;
  }
}
