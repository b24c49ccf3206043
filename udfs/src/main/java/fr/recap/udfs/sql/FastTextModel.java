package fr.recap.udfs.sql;

import fr.recap.udfs.sql.SqlFunction.Setting;
import fr.recap.udfs.vectors.LoadedVectors;
import fr.recap.udfs.vectors.VectorsEngine;
import fr.recap.udfs.vectors.WordVectors;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.SparkFiles;

/** The fastText model of a Spark session, opened once a JVM by the first task that needs it. */
final class FastTextModel {
  /** Session setting: an absolute path that every machine has, or the name of a shipped file. */
  static final String MODEL = "spark.recap.fasttext.model";

  /** Session setting: mmap or jni. */
  static final String ENGINE = "spark.recap.fasttext.engine";

  static final List<Setting> SETTINGS =
      List.of(
          new Setting(
              MODEL,
              "",
              "the absolute path of a .bin file on every machine, or the name of one that was"
                  + " shipped with --files"),
          new Setting(ENGINE, VectorsEngine.MMAP.setting(), "mmap or jni"));

  private FastTextModel() {}

  static WordVectors get(String model, String engine) {
    Path path = Path.of(model);
    return LoadedVectors.get(
        path.isAbsolute() ? path : Path.of(SparkFiles.get(model)), VectorsEngine.of(engine));
  }
}
