package fr.recap.encoder;

import fr.recap.runtime.Pool;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.List;

/**
 * Takes forms and establishments into one space, in which a form lies near the establishment that
 * it means. Safe to share between threads.
 */
public final class PairEncoder implements Serializable {
  private static final long serialVersionUID = 1L;

  private final PairFields fields;
  private final Parameters parameters;
  private final transient Pool<Tower> towers;

  PairEncoder(PairFields fields, Parameters parameters) {
    this.fields = fields;
    this.parameters = parameters;
    this.towers =
        new Pool<>(
            () -> {
              Tower tower = new Tower(parameters.shape);
              tower.prepare(parameters);
              return tower;
            });
  }

  private Object readResolve() {
    return new PairEncoder(fields, parameters);
  }

  /**
   * Where a form lies.
   *
   * @param cleaned text of each field, empty if it has none
   * @return a unit vector
   */
  public float[] form(List<String> cleaned) {
    return project(fields.form(cleaned));
  }

  /** Where an establishment lies; likewise. */
  public float[] establishment(List<String> cleaned) {
    return project(fields.establishment(cleaned));
  }

  private float[] project(TokenBlock[] blocks) {
    return towers.get(
        tower -> {
          tower.forms(parameters, new TokenBlock[][] {blocks}, 1);
          return tower.units()[0].clone();
        });
  }

  /** How near two unit vectors are, from -1 to 1. */
  public static float cosine(float[] a, float[] b) {
    return Vectors.dot(a, b);
  }

  /** Writes the encoder into a file. */
  public void write(Path file) throws IOException {
    EncoderFiles.write(
        file,
        new EncoderModel(fields.vocabulary(), parameters, new TokenBlock[] {TokenBlock.EMPTY}));
  }

  /**
   * Reads an encoder.
   *
   * @param forms fields of a form
   * @param establishments fields of an establishment
   * @throws IOException if the file is no encoder of this version and of so many fields
   */
  public static PairEncoder read(Path file, int forms, int establishments) throws IOException {
    EncoderModel model = EncoderFiles.read(file);
    if (model.shape().fields() != forms + establishments) {
      throw new IOException(
          "%s encodes %d fields where %d are due: train again"
              .formatted(file, model.shape().fields(), forms + establishments));
    }
    return new PairEncoder(
        new PairFields(model.vocabulary(), forms, establishments), model.parameters());
  }
}
