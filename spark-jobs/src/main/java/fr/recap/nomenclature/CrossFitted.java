package fr.recap.nomenclature;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import fr.recap.config.ConfigException;
import fr.recap.forms.Form;
import fr.recap.metrics.Split;
import fr.recap.models.LoadedModels;
import fr.recap.models.ModelFile;
import fr.recap.models.ModelRef;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Two coders that share what was chosen, each of which has learned the forms that the other has
 * not. What learns from codes of the training forms asks the one that has not learned the form: the
 * published coder, which has learned them all, knows them better than any form that is to come.
 *
 * @param forTrain has learned the parts validation and test
 * @param forOthers has learned the part train
 * @param byGroup whether forms were split by {@link FormText#group}; trainings of before by cabbi
 * @param seed of the split
 */
record CrossFitted(
    NomenclatureCoder forTrain, NomenclatureCoder forOthers, boolean byGroup, long seed) {
  private static final String FOLDER = ModelFile.TRAINING_ONLY + "cross-fitted";
  private static final String FOR_TRAIN = "for-train";
  private static final String FOR_OTHERS = "for-others";
  private static final String SPLIT = "split.json";
  private static final String BY_GROUP = "by-group";
  private static final Logger LOG = LoggerFactory.getLogger(CrossFitted.class);
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The coders of a training, loaded once a JVM. */
  static CrossFitted of(ModelRef training) {
    return LoadedModels.get(training, CrossFitted.class, CrossFitted::load);
  }

  /**
   * The training that a published version comes from, if it is there and has such coders; one from
   * notes alone, which has learned no form, needs none.
   */
  static Optional<ModelRef> trainingOf(ModelRef published) {
    try {
      ModelRef training = published.ofTraining();
      String split = FOLDER + "/" + SPLIT;
      if (training.manifest().files().stream().anyMatch(file -> file.path().equals(split))) {
        return Optional.of(training);
      }
      LOG.info("{} learned no forms, or was trained by an earlier version", published.version());
    } catch (ConfigException e) {
      LOG.warn(
          "{}, which {} comes from: forms that it has learned seem easier than new ones will be; train it again to mend that",
          e.getMessage(),
          published.version());
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The training of %s can't be read".formatted(published.version()), e);
    }
    return Optional.empty();
  }

  /** The coder that has not learned a form. */
  NomenclatureCoder of(Form form) {
    String key = byGroup ? forTrain.form().group(form) : form.cabbi();
    return Split.of(key, seed) == Split.TRAIN ? forTrain : forOthers;
  }

  static CrossFitted load(Path training) throws IOException {
    Path folder = training.resolve(FOLDER);
    JsonNode split = JSON.readTree(folder.resolve(SPLIT).toFile());
    return new CrossFitted(
        NomenclatureCoder.load(folder.resolve(FOR_TRAIN)),
        NomenclatureCoder.load(folder.resolve(FOR_OTHERS)),
        split.path(BY_GROUP).asBoolean(),
        split.path("seed").asLong());
  }

  /**
   * Writes one of the coders that {@link #load} reads.
   *
   * @param training its folder
   */
  static void writeForTrain(Path training, NomenclatureCoder coder) throws IOException {
    coder.write(Files.createDirectories(training.resolve(FOLDER).resolve(FOR_TRAIN)));
  }

  /**
   * Writes the other one, and how forms were split.
   *
   * @param training its folder
   */
  static void writeForOthers(Path training, NomenclatureCoder coder, boolean byGroup, long seed)
      throws IOException {
    Path folder = training.resolve(FOLDER);
    coder.write(Files.createDirectories(folder.resolve(FOR_OTHERS)));
    Files.write(
        folder.resolve(SPLIT),
        JSON.writeValueAsBytes(
            JsonNodeFactory.instance.objectNode().put("seed", seed).put(BY_GROUP, byGroup)));
  }
}
