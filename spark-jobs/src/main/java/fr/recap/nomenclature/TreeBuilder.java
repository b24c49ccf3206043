package fr.recap.nomenclature;

import fr.recap.config.RefusedInputException;
import fr.recap.nomenclature.Nomenclature.Level;
import fr.recap.nomenclature.Nomenclature.Modality;
import fr.recap.nomenclature.Nomenclature.Node;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Chains levels, hangs nodes below their parents, and names everything that is no tree. */
final class TreeBuilder {
  private static final int NAMED_PROBLEMS = 5;

  private final String root;
  private final List<Node> nodes = new ArrayList<>();
  private final Map<String, Integer> byCode = new HashMap<>();
  private final List<String> problems = new ArrayList<>();

  private TreeBuilder(String root) {
    this.root = root;
  }

  static List<Node> build(String root, List<Level> levels, List<Modality> modalities) {
    TreeBuilder builder = new TreeBuilder(root);
    List<String> chain = builder.chain(levels);
    for (int depth = 0; depth < chain.size(); depth++) {
      String level = chain.get(depth);
      boolean top = depth == 0;
      modalities.stream()
          .filter(modality -> level.equals(modality.level()))
          .sorted(Comparator.comparing(modality -> text(modality.code())))
          .forEach(modality -> builder.add(modality, top));
    }
    builder.refuseProblems();
    return builder.nodes;
  }

  private List<String> chain(List<Level> levels) {
    if (levels.stream().noneMatch(level -> root.equals(level.id()))) {
      throw new RefusedInputException(
          "The table nomenclatures has no level %s (setting root of the nomenclature)"
              .formatted(root));
    }
    Set<String> chain = new LinkedHashSet<>();
    String at = root;
    while (at != null) {
      if (!chain.add(at)) {
        throw new RefusedInputException(
            "The levels of %s form a cycle through nct_agr: %s, then %s again"
                .formatted(root, String.join(", ", chain), at));
      }
      String above = at;
      List<String> below =
          levels.stream()
              .filter(level -> above.equals(text(level.above())))
              .map(Level::id)
              .distinct()
              .sorted()
              .toList();
      if (below.size() > 1) {
        throw new RefusedInputException(
            "The level %s has more than one level below it in nomenclatures: %s"
                .formatted(at, String.join(", ", below)));
      }
      at = below.isEmpty() ? null : below.get(0);
    }
    return List.copyOf(chain);
  }

  private void add(Modality modality, boolean top) {
    String code = text(modality.code());
    String label = text(modality.label());
    String parentCode = text(modality.parent());
    if (code.isEmpty() || label.isEmpty()) {
      problems.add(
          "empty %s: %s of level %s"
              .formatted(
                  code.isEmpty() ? "code" : "label",
                  code.isEmpty() ? label : code,
                  modality.level()));
      return;
    }
    Integer parent = top ? Integer.valueOf(-1) : byCode.get(parentCode);
    if (parent == null || (top && !parentCode.isEmpty())) {
      problems.add(
          "orphan: %s of level %s names the parent '%s'"
              .formatted(code, modality.level(), parentCode));
      return;
    }
    Integer same = byCode.get(code);
    if (same != null) {
      if (!same.equals(parent) || !nodes.get(same).label().equalsIgnoreCase(label)) {
        problems.add(
            "double: %s of level %s, '%s' and '%s'"
                .formatted(code, modality.level(), nodes.get(same).label(), label));
      }
      return; // It repeats its parent and collapses into it.
    }
    byCode.put(code, nodes.size());
    int depth = parent < 0 ? 0 : nodes.get(parent).depth() + 1;
    nodes.add(new Node(code, label, text(modality.help()), parent, depth));
  }

  private void refuseProblems() {
    if (nodes.isEmpty() && problems.isEmpty()) {
      problems.add("no rows");
    }
    if (!problems.isEmpty()) {
      throw new RefusedInputException(
          "The table modalites holds no tree for %s, %d problems: %s%s"
              .formatted(
                  root,
                  problems.size(),
                  String.join("; ", problems.subList(0, Math.min(NAMED_PROBLEMS, problems.size()))),
                  problems.size() > NAMED_PROBLEMS ? "; ..." : ""));
    }
  }

  private static String text(String text) {
    return text == null ? "" : text.strip();
  }
}
