package fr.recap.udfs.vectors;

import java.io.IOException;
import java.nio.file.Path;

/** Another run writes the same file. */
public final class ReductionRunningException extends IOException {
  private static final long serialVersionUID = 1L;

  ReductionRunningException(Path part) {
    super("Another reduction writes " + part + ": wait for its end or give another output");
  }
}
