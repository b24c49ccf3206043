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

  /** The same with the sizes of an attention block behind those of the encoder. */
  private static final int ATTENTION_FORMAT = 2;

  private EncoderFiles() {}

  /** Writes a model. */
  public static void write(Path file, EncoderModel model) throws IOException {
    try (DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
      out.writeInt(MAGIC);
      Shape shape = model.shape();
      Attention attention = shape.attention();
      out.writeInt(attention.used() ? ATTENTION_FORMAT : FORMAT);
      out.writeInt(shape.rows());
      out.writeInt(shape.width());
      out.writeInt(shape.fields());
      out.writeInt(shape.out());
      out.writeInt(shape.leaves());
      if (attention.used()) {
        out.writeInt(attention.heads());
        out.writeInt(attention.feedForward());
        out.writeBoolean(attention.ofNodes());
      }
      model.vocabulary().write(out);
      for (TokenBlock node : model.nodes()) {
        out.writeInt(node.ids().length);
        for (int id : node.ids()) {
          out.writeInt(id);
        }
        Floats.write(out, node.weights());
        if (attention.used()) {
          out.writeInt(node.ends().length);
          for (int end : node.ends()) {
            out.writeInt(end);
          }
        }
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
      int format = in.readInt() == MAGIC ? in.readInt() : 0;
      if (format != FORMAT && format != ATTENTION_FORMAT) {
        throw new IOException(file + " is no encoder of this version: train again");
      }
      Shape shape = shape(in, format == ATTENTION_FORMAT);
      Vocabulary read = Vocabulary.read(in);
      Vocabulary vocabulary = shape.attention().used() ? read.byWord() : read;
      TokenBlock[] nodes = new TokenBlock[shape.leaves()];
      for (int leaf = 0; leaf < nodes.length; leaf++) {
        int[] ids = new int[in.readInt()];
        for (int i = 0; i < ids.length; i++) {
          ids[i] = in.readInt();
        }
        float[] weights = Floats.read(in);
        nodes[leaf] = new TokenBlock(ids, weights, ends(in, shape));
      }
      return new EncoderModel(vocabulary, readInto(in, Parameters.zeros(shape)), nodes);
    }
  }

  private static Shape shape(DataInputStream in, boolean attention) throws IOException {
    int rows = in.readInt();
    int width = in.readInt();
    int fields = in.readInt();
    int out = in.readInt();
    int leaves = in.readInt();
    return new Shape(
        rows,
        width,
        fields,
        out,
        leaves,
        attention ? new Attention(in.readInt(), in.readInt(), in.readBoolean()) : Attention.NONE);
  }

  private static int[] ends(DataInputStream in, Shape shape) throws IOException {
    int[] ends = new int[shape.attention().used() ? in.readInt() : 0];
    for (int i = 0; i < ends.length; i++) {
      ends[i] = in.readInt();
    }
    return ends;
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
