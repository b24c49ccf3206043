package fr.recap.bench;

import fr.recap.nomenclature.Nomenclature;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A nomenclature of the open data: its tree, all texts that are known of its nodes, and official
 * frequencies of its leaves, where there are any.
 */
record OpenNomenclature(
    String name, Nomenclature tree, List<OpenText> texts, Map<String, Double> frequencies) {
  private static final Pattern SEGMENTS = Pattern.compile("\\s*(?:\\|\\||[;\\r\\n])\\s*");

  /** NAF rev.2 with notes, products (CPF), Swiss labels (NOGA) and titles of hired persons. */
  static OpenNomenclature naf(Path data) {
    String[] codes = {"section", "division", "groupe", "classe", "ape"};
    String[] labels = {"lib_section", "lib_division", "lib_groupe", "lib_classe", "libelle"};
    Map<String, Nomenclature.Modality> nodes = new LinkedHashMap<>();
    CsvTable hierarchy = CsvTable.read(data.resolve("naf/naf_rev2_hierarchie.csv"));
    for (int level = 0; level < codes.length; level++) {
      String parent = level == 0 ? codes[0] : codes[level - 1];
      for (List<String> row : hierarchy.select(codes[level], labels[level], parent)) {
        String code = plain(row.get(0));
        String above = level == 0 ? null : plain(row.get(2));
        nodes.putIfAbsent(
            code, new Nomenclature.Modality("L" + level, code, row.get(1), above, ""));
      }
    }
    List<OpenText> texts = new ArrayList<>();
    nodes.values().forEach(node -> add(texts, OpenText.Kind.LABEL, node.code(), node.label(), 1));
    CsvTable.read(data.resolve("naf/naf_rev2_libelles_courts.csv"))
        .select("code", "libelle_65", "libelle_40")
        .forEach(
            row -> {
              add(texts, OpenText.Kind.LABEL, plain(row.get(0)), row.get(1), 1);
              add(texts, OpenText.Kind.LABEL, plain(row.get(0)), row.get(2), 1);
            });
    CsvTable.read(data.resolve("naf/noga2008_fr_classe.csv"))
        .select("code", "libelle_fr")
        .forEach(row -> add(texts, OpenText.Kind.LABEL, plain(row.get(0)), row.get(1), 1));
    CsvTable.read(data.resolve("naf/naf_rev2_notes_explicatives.csv"))
        .select("code", "contenu_central", "contenu_annexe")
        .forEach(
            row -> {
              for (String cell : row.subList(1, 3)) {
                for (String segment : SEGMENTS.split(cell, -1)) {
                  add(texts, OpenText.Kind.NOTE, plain(row.get(0)), segment, 0.5);
                }
              }
            });
    CsvTable.read(data.resolve("naf/naf_phrases_notes.csv"))
        .select("ape", "phrase", "type")
        .forEach(
            row ->
                add(
                    texts,
                    row.get(2).equals("titre") ? OpenText.Kind.LABEL : OpenText.Kind.FORM,
                    plain(row.get(0)),
                    row.get(1),
                    1));
    CsvTable.read(data.resolve("naf/cpf_libelles_classe.csv"))
        .select("classe_naf4", "libelle")
        .forEach(row -> add(texts, OpenText.Kind.PRODUCT, row.get(0), row.get(1), 1));
    hires(data, texts);
    Map<String, Double> frequencies = new HashMap<>();
    CsvTable.read(data.resolve("naf/naf_nb_etablissements.csv"))
        .select("code", "nb_etablissements")
        .forEach(row -> frequencies.put(plain(row.get(0)), Double.parseDouble(row.get(1))));
    return of("NAF", codes.length, nodes, texts, frequencies);
  }

  /** A title counts for an activity by the share of its hires there, damped. */
  private static void hires(Path data, List<OpenText> texts) {
    List<List<String>> rows =
        CsvTable.read(data.resolve("pcs/appellation_naf_embauches.csv"))
            .select("rome_label", "naf_id", "hirings");
    Map<String, Double> totals = new HashMap<>();
    rows.forEach(
        row -> totals.merge(row.get(0), Math.sqrt(Double.parseDouble(row.get(2))), Double::sum));
    for (List<String> row : rows) {
      double share = Math.sqrt(Double.parseDouble(row.get(2))) / totals.get(row.get(0));
      for (String title : JobTitles.genders(row.get(0))) {
        add(texts, OpenText.Kind.TRADE, row.get(1), title, share);
      }
    }
  }

  /** ISCO-08 with the titles of ESCO; those of one occupation belong together. */
  static OpenNomenclature isco(Path data) {
    Map<String, Nomenclature.Modality> nodes = new LinkedHashMap<>();
    List<OpenText> texts = new ArrayList<>();
    for (List<String> row :
        CsvTable.read(data.resolve("isco/isco08_hierarchy_fr.csv"))
            .select("code", "label", "level", "parent")) {
      String parent = row.get(3).isEmpty() ? null : row.get(3);
      int level = Integer.parseInt(row.get(2)) - 1;
      nodes.put(
          row.get(0), new Nomenclature.Modality("L" + level, row.get(0), row.get(1), parent, ""));
      add(texts, OpenText.Kind.LABEL, row.get(0), row.get(1), 1);
    }
    for (List<String> row :
        CsvTable.read(data.resolve("isco/esco_titles_isco08_fr.csv"))
            .select("occupation", "isco08", "title")) {
      for (String title : JobTitles.genders(row.get(2))) {
        texts.add(new OpenText(OpenText.Kind.FORM, row.get(1), title, 1, row.get(0)));
      }
    }
    return of("ISCO", 4, nodes, texts, Map.of());
  }

  private static OpenNomenclature of(
      String name,
      int levels,
      Map<String, Nomenclature.Modality> nodes,
      List<OpenText> texts,
      Map<String, Double> frequencies) {
    List<Nomenclature.Level> all = new ArrayList<>();
    for (int level = 0; level < levels; level++) {
      all.add(new Nomenclature.Level("L" + level, level == 0 ? null : "L" + (level - 1)));
    }
    Nomenclature tree = Nomenclature.of("L0", all, List.copyOf(nodes.values()));
    List<OpenText> kept = new ArrayList<>();
    for (OpenText text : texts) {
      node(tree, text.code())
          .ifPresent(
              code ->
                  kept.add(
                      new OpenText(text.kind(), code, text.text(), text.weight(), text.group())));
    }
    return new OpenNomenclature(name, tree, List.copyOf(kept), Map.copyOf(frequencies));
  }

  /** CPF invents classes for whole divisions ({@code 4700}): the nearest node above stands in. */
  private static Optional<String> node(Nomenclature tree, String code) {
    for (String at = code; !at.isEmpty(); at = at.substring(0, at.length() - 1)) {
      if (tree.find(at).isPresent()) {
        return Optional.of(at);
      }
      if (!at.endsWith("0")) {
        break;
      }
    }
    return Optional.empty();
  }

  private static void add(
      List<OpenText> texts, OpenText.Kind kind, String code, String text, double weight) {
    OpenText added = new OpenText(kind, code, text, weight, "");
    String normal = added.normal();
    if (!normal.isEmpty()) {
      // Equal texts must not be parted by a split.
      texts.add(new OpenText(kind, code, text, weight, normal));
    }
  }

  private static String plain(String code) {
    return code.replace("SECTION", "").replace(".", "").strip();
  }
}
