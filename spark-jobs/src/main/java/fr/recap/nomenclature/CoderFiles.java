package fr.recap.nomenclature;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fr.recap.encoder.EncoderFiles;
import fr.recap.encoder.EncoderModel;
import fr.recap.metrics.LogisticCalibration;
import fr.recap.models.BinaryArrays;
import fr.recap.models.BinaryInput;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A coder on disk: {@code coder.json} with what is small, {@code index.bin} with the lexical
 * indices (magic number, version, prior, then one index a field), {@code encoder-0.bin} and so on.
 */
final class CoderFiles {
  private static final String SMALL = "coder.json";
  private static final String INDEX = "index.bin";
  private static final String RELATED = "related.bin";
  private static final int FORMAT = 3;

  /** "RCPL" */
  private static final int MAGIC = 0x5243504C;

  private static final ObjectMapper JSON = new ObjectMapper();

  private CoderFiles() {}

  /**
   * Writes a coder.
   *
   * @param probes main texts whose first codes are kept, so that {@link #verify} can compare
   */
  static void write(Path folder, NomenclatureCoder coder, List<String> probes) throws IOException {
    ObjectNode root = JSON.createObjectNode();
    Components components = coder.components();
    root.put("kind", components.encoders().isEmpty() ? "lexical" : "combined");
    root.put("format", FORMAT);
    root.put("encoders", components.encoders().size());
    coder.form().inputs().forEach(root.putArray("inputs")::add);
    root.put("sharpness", components.sharpness());
    ObjectNode weights = root.putObject("weights");
    List<String> names = LeafFeatures.names(components);
    for (int i = 0; i < names.size(); i++) {
      weights.put(names.get(i), coder.weights()[i]);
    }
    ObjectNode automatic = root.putObject("automatic-coding");
    automatic.put("threshold", coder.automatic().threshold());
    automatic.put("least-evidence", coder.automatic().leastEvidence());
    automatic.put("without-evidence", coder.automatic().withoutEvidence());
    ArrayNode calibration = automatic.putArray("calibration");
    for (double weight : coder.automatic().calibration().weights()) {
      calibration.add(weight);
    }
    ArrayNode kept = root.putArray("probes");
    for (String probe : probes) {
      kept.addObject().put("text", probe).put("code", first(coder, probe));
    }
    Nomenclature tree = components.tree();
    ArrayNode nodes = root.putArray("nodes");
    for (int node = 0; node < tree.size(); node++) {
      ObjectNode one =
          nodes
              .addObject()
              .put("code", tree.code(node))
              .put("label", tree.label(node))
              .put("parent", tree.parent(node));
      if (!tree.help(node).isEmpty()) {
        one.put("help", tree.help(node));
      }
    }
    Files.write(
        folder.resolve(SMALL), JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(root));
    try (DataOutputStream out = open(folder.resolve(INDEX))) {
      out.writeInt(MAGIC);
      out.writeInt(FORMAT);
      BinaryArrays.write(out, components.lexical().prior());
      for (LexicalIndex index : components.lexical().indices()) {
        index.write(out);
      }
    }
    if (components.related().isPresent()) {
      try (DataOutputStream out = open(folder.resolve(RELATED))) {
        out.writeInt(MAGIC);
        out.writeInt(FORMAT);
        components.related().get().write(out);
      }
    }
    for (int i = 0; i < components.encoders().size(); i++) {
      EncoderFiles.write(encoder(folder, i), components.encoders().get(i));
    }
  }

  private static DataOutputStream open(Path file) throws IOException {
    return new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)));
  }

  private static Path encoder(Path folder, int number) {
    return folder.resolve("encoder-" + number + ".bin");
  }

  static NomenclatureCoder read(Path folder) throws IOException {
    JsonNode root = JSON.readTree(folder.resolve(SMALL).toFile());
    if (root.path("format").asInt() != FORMAT) {
      throw new IOException(
          "%s has the format %s, this version reads %d: train again"
              .formatted(folder.resolve(SMALL), root.path("format"), FORMAT));
    }
    FormText form = new FormText(texts(root.path("inputs")));
    List<EncoderModel> encoders = new ArrayList<>();
    for (int i = 0; i < root.path("encoders").asInt(); i++) {
      encoders.add(EncoderFiles.read(encoder(folder, i)));
    }
    Nomenclature tree = tree(root.path("nodes"));
    Components components =
        new Components(
            tree,
            form.inputs().get(0),
            readIndices(folder.resolve(INDEX), form.inputs().size(), tree.leaves().length),
            root.path("sharpness").asDouble(),
            encoders,
            readRelated(folder.resolve(RELATED), tree.leaves().length));
    List<String> names = LeafFeatures.names(components);
    double[] weights = new double[names.size()];
    for (int i = 0; i < weights.length; i++) {
      JsonNode weight = root.path("weights").path(names.get(i));
      if (!weight.isNumber()) {
        throw new IOException(
            "%s has no weight %s: train again".formatted(folder.resolve(SMALL), names.get(i)));
      }
      weights[i] = weight.asDouble();
    }
    JsonNode automatic = root.path("automatic-coding");
    double[] calibration = new double[automatic.path("calibration").size()];
    for (int i = 0; i < calibration.length; i++) {
      calibration[i] = automatic.path("calibration").get(i).asDouble();
    }
    return new NomenclatureCoder(
        form,
        components,
        weights,
        new AutomaticCoding(
            LogisticCalibration.of(calibration),
            automatic.path("threshold").asDouble(),
            // Versions that were published before have none.
            automatic.path("least-evidence").asDouble(0),
            automatic.path("without-evidence").asDouble(0)));
  }

  private static Nomenclature tree(JsonNode nodes) throws IOException {
    List<Nomenclature.Node> all = new ArrayList<>();
    for (JsonNode node : nodes) {
      int parent = node.path("parent").asInt();
      if (parent >= all.size()) {
        throw new IOException(
            "The code %s in %s stands before the one above it: train again"
                .formatted(node.path("code").asText(), SMALL));
      }
      int depth = parent < 0 ? 0 : all.get(parent).depth() + 1;
      all.add(
          new Nomenclature.Node(
              node.path("code").asText(),
              node.path("label").asText(),
              node.path("help").asText(),
              parent,
              depth));
    }
    return new Nomenclature(all);
  }

  /**
   * Loads and predicts.
   *
   * @throws IllegalStateException if a probe gets another code than at training
   */
  static void verify(Path folder) throws IOException {
    NomenclatureCoder coder = read(folder);
    JsonNode probes = JSON.readTree(folder.resolve(SMALL).toFile()).path("probes");
    if (probes.isEmpty()) {
      throw new IllegalStateException("%s has no probes: train again".formatted(folder));
    }
    for (JsonNode probe : probes) {
      String text = probe.path("text").asText();
      String code = first(coder, text);
      if (!code.equals(probe.path("code").asText())) {
        throw new IllegalStateException(
            "'%s' gets the code %s, at training it was %s: the model in %s is not what was trained"
                .formatted(text, code, probe.path("code").asText(), folder));
      }
    }
  }

  private static String first(NomenclatureCoder coder, String main) {
    String[] texts = new String[coder.form().inputs().size()];
    texts[0] = main;
    return coder.predict(texts).codes().get(0);
  }

  private static LexicalCoder readIndices(Path file, int fields, int leaves) throws IOException {
    try (BinaryInput in = BinaryInput.open(file)) {
      checkHead(in, file);
      float[] prior = in.readFloats();
      in.check(prior.length == leaves, "it has another number of leaves than the nomenclature");
      List<LexicalIndex> indices = new ArrayList<>();
      for (int field = 0; field < fields; field++) {
        indices.add(LexicalIndex.read(in, leaves));
      }
      return new LexicalCoder(indices, prior);
    }
  }

  /** Versions that were published before have none. */
  private static Optional<RelatedVotes> readRelated(Path file, int leaves) throws IOException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try (BinaryInput in = BinaryInput.open(file)) {
      checkHead(in, file);
      return Optional.of(RelatedVotes.read(in, leaves));
    }
  }

  private static void checkHead(BinaryInput in, Path file) throws IOException {
    if (in.readInt() != MAGIC || in.readInt() != FORMAT) {
      throw new IOException(file + " is no index of this version: train again");
    }
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(text -> texts.add(text.asText()));
    return texts;
  }
}
