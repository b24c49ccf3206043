package fr.recap.encoder;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
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
        out.writeInt(node.ids().length);
        for (int id : node.ids()) {
          out.writeInt(id);
        }
        Floats.write(out, node.weights());
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
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      if (in.readInt() != MAGIC || in.readInt() != FORMAT) {
        throw new IOException(file + " is no encoder of this version: train again");
      }
      Shape shape = new Shape(in.readInt(), in.readInt(), in.readInt(), in.readInt(), in.readInt());
      Vocabulary vocabulary = Vocabulary.read(in);
      TokenBlock[] nodes = new TokenBlock[shape.leaves()];
      for (int leaf = 0; leaf < nodes.length; leaf++) {
        int[] ids = new int[in.readInt()];
        for (int i = 0; i < ids.length; i++) {
          ids[i] = in.readInt();
        }
        nodes[leaf] = new TokenBlock(ids, Floats.read(in));
      }
      return new EncoderModel(vocabulary, readInto(in, Parameters.zeros(shape)), nodes);
    }
  }

  static void write(DataOutputStream out, Parameters parameters) throws IOException {
    Floats.write(out, parameters.embeddings);
    for (float[] part : parameters.denseParts()) {
      Floats.write(out, part);
    }
  }

  static Parameters readInto(DataInputStream in, Parameters parameters) throws IOException {
    Floats.readExactly(in, parameters.embeddings);
    for (float[] part : parameters.denseParts()) {
      Floats.readExactly(in, part);
    }
    return parameters;
  }
}
