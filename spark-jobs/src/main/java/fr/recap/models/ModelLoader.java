package fr.recap.models;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;

/** Makes a model ready to predict out of its files. */
@FunctionalInterface
public interface ModelLoader<T> extends Serializable {
  /** Loads the model whose files lie in a local folder. */
  T load(Path folder) throws IOException;
}
