package fr.recap.nomenclature;

import fr.recap.encoder.Checkpoints;
import fr.recap.encoder.EncoderInput;
import fr.recap.encoder.EncoderModel;
import fr.recap.models.Checksums;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the training of a coder begins with: an earlier coder, whose encoders the new ones go on
 * from, and checkpoints of a training that was killed.
 *
 * @param earlier of the same fields; its nomenclature may be another edition
 * @param checkpoints folder of the training's checkpoints; empty for none
 * @param fingerprint of all that the training learns from
 */
record CoderStart(
    Optional<NomenclatureCoder> earlier, Optional<Path> checkpoints, String fingerprint) {
  private static final Logger LOG = LoggerFactory.getLogger(CoderStart.class);

  /** Neither an earlier coder nor checkpoints. */
  static final CoderStart ANEW = new CoderStart(Optional.empty(), Optional.empty(), "");

  /**
   * The checkpoints of one encoder.
   *
   * @param step of the training, such as {@code choose-0}
   * @param details what else this encoder depends on
   */
  Optional<Checkpoints> checkpoints(String step, String details) {
    String all = String.join("\n", fingerprint, step, details);
    return checkpoints.map(
        folder ->
            new Checkpoints(
                folder.resolve(step), Checksums.of(all.getBytes(StandardCharsets.UTF_8))));
  }

  /**
   * Lets an encoder go on from the earlier one of the same number, if their dimensions agree.
   *
   * @param codes of the leaves
   */
  EncoderInput continued(int number, EncoderInput input, List<String> codes) {
    if (earlier.isEmpty()) {
      return input;
    }
    List<EncoderModel> encoders = earlier.get().components().encoders();
    if (number >= encoders.size() || !encoders.get(number).continues(input.shape())) {
      LOG.warn("Encoder {} begins anew: the earlier coder has none of its dimensions", number);
      return input;
    }
    Map<String, Integer> leafByCode = new HashMap<>();
    for (int leaf = 0; leaf < codes.size(); leaf++) {
      leafByCode.put(codes.get(leaf), leaf);
    }
    Nomenclature before = earlier.get().tree();
    int[] leaves =
        Arrays.stream(before.leaves())
            .map(node -> leafByCode.getOrDefault(before.code(node), -1))
            .toArray();
    return input.continuing(encoders.get(number), leaves);
  }
}
