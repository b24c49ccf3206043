package fr.recap.nomenclature;

import fr.recap.config.NomenclatureSettings;
import fr.recap.config.RefusedInputException;
import fr.recap.metrics.Split;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What is known of a nomenclature without any form.
 *
 * @param form how forms are read
 * @param labels of the nodes
 * @param phrases of help texts and of the user's files
 * @param counts forms that official frequencies stand for, one number a leaf
 * @param related texts without a code
 */
record NomenclatureSource(
    FormText form,
    Nomenclature tree,
    LabelledTexts labels,
    LabelledTexts phrases,
    List<Double> counts,
    RelatedTexts related) {

  /**
   * Reads the tables and the files of the settings.
   *
   * @throws RefusedInputException if the nomenclature is no tree, or a file can't be understood
   * @throws fr.recap.config.ConfigException if a file is missing
   */
  static NomenclatureSource read(
      NomenclatureSettings settings, Dataset<Row> levels, Dataset<Row> modalities) {
    FormText form = new FormText(settings.inputs());
    String main = form.inputs().get(0);
    Nomenclature tree = Nomenclature.read(settings.root(), levels, modalities);
    LabelledTexts phrases = NodeTexts.notes(tree, main);
    for (String file : settings.extraTexts()) {
      NodeTexts.addFile(phrases, Path.of(file), tree, main);
    }
    return new NomenclatureSource(
        form,
        tree,
        NodeTexts.labels(tree, main),
        phrases,
        Frequencies.read(settings.frequencies().map(Path::of), tree),
        RelatedFiles.read(settings.relatedTexts(), main));
  }

  /** The main field. */
  String main() {
    return form.inputs().get(0);
  }

  /** Positions of the leaves by their codes. */
  Map<String, Integer> leafByCode() {
    Map<String, Integer> leafByCode = new HashMap<>();
    int[] leaves = tree.leaves();
    for (int leaf = 0; leaf < leaves.length; leaf++) {
      leafByCode.put(tree.code(leaves[leaf]), leaf);
    }
    return leafByCode;
  }

  /** Labels and phrases. */
  LabelledTexts all() {
    LabelledTexts all = new LabelledTexts();
    all.addAll(labels);
    all.addAll(phrases);
    return all;
  }

  /**
   * Shares of the leaves.
   *
   * @param forms of each leaf
   */
  float[] prior(List<Double> forms) {
    double[] sums = new double[forms.size()];
    for (int leaf = 0; leaf < sums.length; leaf++) {
      sums[leaf] = forms.get(leaf) + counts.get(leaf);
    }
    return TrainingTexts.prior(sums);
  }

  /**
   * What is known together with some parts of the forms.
   *
   * @param nodeTexts that are learned whatever the part
   */
  TrainingTexts with(LabelledTexts nodeTexts, TrainingForms forms, Split... splits) {
    return new TrainingTexts(
        forms.texts(splits),
        nodeTexts,
        forms.encoded(splits),
        prior(forms.leafCounts(splits)),
        related);
  }
}
