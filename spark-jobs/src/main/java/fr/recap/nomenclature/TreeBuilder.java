package fr.recap.nomenclature;

import fr.recap.config.RefusedInputException;
import fr.recap.nomenclature.Nomenclature.Level;
import fr.recap.nomenclature.Nomenclature.Modality;
import fr.recap.nomenclature.Nomenclature.Node;
import fr.recap.nomenclature.TreeProblems.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Chains levels, hangs nodes below their parents, and names everything that is no tree. A parent
 * may lie more than one level above. What hangs below a row that is refused is not told as well.
 */
final class TreeBuilder {
  private static final int MISSING = -2;

  private final String root;
  private final List<String> chain;
  private final List<Node> nodes = new ArrayList<>();
  private final List<Integer> levelOfNode = new ArrayList<>();
  private final Map<String, Integer> byCode = new HashMap<>();
  private final Map<String, Modality> rows = new HashMap<>();
  private final Set<String> refused = new HashSet<>();
  private final TreeProblems problems = new TreeProblems();

  private TreeBuilder(String root, List<Level> levels) {
    this.root = root;
    this.chain = chain(levels);
  }

  static List<Node> build(String root, List<Level> levels, List<Modality> modalities) {
    return new TreeBuilder(root, levels).build(levels, modalities);
  }

  private List<Node> build(List<Level> levels, List<Modality> modalities) {
    Map<String, List<Modality>> byLevel =
        modalities.stream()
            .sorted(Comparator.comparing(modality -> text(modality.code())))
            .collect(Collectors.groupingBy(modality -> text(modality.level())));
    for (String level : chain) {
      byLevel
          .getOrDefault(level, List.of())
          .forEach(row -> rows.putIfAbsent(text(row.code()), row));
    }
    for (int depth = 0; depth < chain.size(); depth++) {
      List<Modality> ofLevel = byLevel.getOrDefault(chain.get(depth), List.of());
      if (ofLevel.isEmpty()) {
        problems.add(Kind.LEVEL, "%s has no row in modalites".formatted(chain.get(depth)));
      }
      for (Modality modality : ofLevel) {
        add(modality, depth);
      }
    }
    lostLevels(levels, byLevel);
    problems.refuse(root);
    return nodes;
  }

  private List<String> chain(List<Level> levels) {
    if (levels.stream().noneMatch(level -> root.equals(text(level.id())))) {
      throw new RefusedInputException(
          "The table nomenclatures has no level %s (setting root of the nomenclature)"
              .formatted(root));
    }
    Set<String> found = new LinkedHashSet<>();
    String at = root;
    while (at != null) {
      if (!found.add(at)) {
        throw new RefusedInputException(
            "The levels of %s form a cycle through nct_agr: %s, then %s again; empty the nct_agr of the level that is the root"
                .formatted(root, String.join(", ", found), at));
      }
      String level = at;
      List<String> above =
          levels.stream()
              .filter(row -> level.equals(text(row.id())))
              .map(row -> "'%s'".formatted(text(row.above())))
              .toList();
      if (above.size() > 1) {
        problems.add(
            Kind.LEVEL,
            "%s stands %d times in nomenclatures, with nct_agr %s"
                .formatted(level, above.size(), String.join(", ", above)));
      }
      List<String> below =
          levels.stream()
              .filter(row -> level.equals(text(row.above())))
              .map(row -> text(row.id()))
              .distinct()
              .sorted()
              .toList();
      if (below.size() > 1) {
        throw new RefusedInputException(
            "The level %s has more than one level below it in nomenclatures: %s; give each nomenclature levels of its own"
                .formatted(at, String.join(", ", below)));
      }
      at = below.isEmpty() ? null : below.get(0);
    }
    return List.copyOf(found);
  }

  /** Levels that nothing leads to although their nodes hang below those of this tree. */
  private void lostLevels(List<Level> levels, Map<String, List<Modality>> byLevel) {
    Set<String> known = levels.stream().map(row -> text(row.id())).collect(Collectors.toSet());
    for (Level level : levels) {
      String above = text(level.above());
      List<Modality> ofLevel = byLevel.getOrDefault(text(level.id()), List.of());
      if (!above.isEmpty()
          && !known.contains(above)
          && !ofLevel.isEmpty()
          && ofLevel.stream().allMatch(row -> byCode.containsKey(text(row.parent())))) {
        problems.add(
            Kind.LEVEL,
            "%s names the level above '%s', which nomenclatures doesn't have, but its codes hang below those of %s"
                .formatted(level.id(), above, root));
      }
    }
  }

  private void add(Modality modality, int level) {
    String code = text(modality.code());
    String label = text(modality.label());
    String place = "%s of level %s".formatted(code, chain.get(level));
    if (code.isEmpty()) {
      problems.add(
          Kind.EMPTY_CODE, "the row labelled '%s' of level %s".formatted(label, chain.get(level)));
      return;
    }
    int parent = parent(modality, level, place);
    if (parent == MISSING) {
      refused.add(code);
      return;
    }
    if (label.isEmpty()) {
      // It stays in the tree, so that the nodes below it are no orphans too.
      problems.add(Kind.EMPTY_LABEL, place);
    }
    Integer same = byCode.get(code);
    if (same != null) {
      if (same != parent || !nodes.get(same).label().equalsIgnoreCase(label)) {
        problems.add(
            Kind.DOUBLE, "%s, '%s' and '%s'".formatted(place, nodes.get(same).label(), label));
      }
      return; // It repeats its parent and collapses into it.
    }
    byCode.put(code, nodes.size());
    int depth = parent < 0 ? 0 : nodes.get(parent).depth() + 1;
    nodes.add(new Node(code, label, text(modality.help()), parent, depth));
    levelOfNode.add(level);
  }

  /** Number of the parent's node, -1 at the top, {@link #MISSING} if there is none. */
  private int parent(Modality modality, int level, String place) {
    String code = text(modality.parent());
    if (level == 0 && code.isEmpty()) {
      return -1;
    }
    Integer found = byCode.get(code);
    if (found != null && levelOfNode.get(found) < level) {
      return found;
    }
    if (!refused.contains(code)) {
      List<String> cycle = cycle(text(modality.code()));
      if (!cycle.isEmpty()) {
        problems.add(Kind.CYCLE, "%s: %s".formatted(place, String.join(" below ", cycle)));
      } else if (level == 0) {
        problems.add(Kind.ORPHAN, "%s names the parent '%s' above the top".formatted(place, code));
      } else {
        Modality there = rows.get(code);
        problems.add(
            Kind.ORPHAN,
            "%s names the parent '%s'%s"
                .formatted(place, code, there == null ? "" : " of level " + text(there.level())));
      }
    }
    return MISSING;
  }

  /** The codes from one up to where they repeat; empty where they end. */
  private List<String> cycle(String start) {
    List<String> path = new ArrayList<>();
    for (String at = start;
        !at.isEmpty() && rows.containsKey(at);
        at = text(rows.get(at).parent())) {
      boolean again = path.contains(at);
      path.add(at);
      if (again) {
        return path;
      }
    }
    return List.of();
  }

  private static String text(String text) {
    return text == null ? "" : text.strip();
  }
}
