package fr.recap.nomenclature;

import fr.recap.config.RefusedInputException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What keeps the rows of a nomenclature from being a tree, by kind, each with its remedy. */
final class TreeProblems {
  private static final int NAMED = 10;

  enum Kind {
    EMPTY_CODE("empty code", "give each row a code, or remove it"),
    EMPTY_LABEL("empty label", "give each code a label, since forms are compared with it"),
    ORPHAN("orphan", "correct code_agr, or add the parent to a level above"),
    CYCLE("cycle", "correct the code_agr of one of them"),
    DOUBLE("double", "remove all rows but one, or give them codes of their own"),
    LEVEL("level", "correct nomenclatures (nct_id, nct_agr), or add the rows to modalites");

    private final String title;
    private final String remedy;

    Kind(String title, String remedy) {
      this.title = title;
      this.remedy = remedy;
    }
  }

  private final Map<Kind, List<String>> byKind = new EnumMap<>(Kind.class);

  void add(Kind kind, String row) {
    byKind.computeIfAbsent(kind, absent -> new ArrayList<>()).add(row);
  }

  /**
   * Ends where there is any problem.
   *
   * @throws RefusedInputException with the first {@value #NAMED} of each kind
   */
  void refuse(String root) {
    if (byKind.isEmpty()) {
      return;
    }
    StringBuilder text = new StringBuilder();
    int total = 0;
    for (Map.Entry<Kind, List<String>> problems : byKind.entrySet()) {
      List<String> rows = problems.getValue();
      total += rows.size();
      text.append("%n  %s: ".formatted(problems.getKey().title))
          .append(String.join("; ", rows.subList(0, Math.min(NAMED, rows.size()))))
          .append(rows.size() > NAMED ? " and %d more".formatted(rows.size() - NAMED) : "")
          .append(" (%s)".formatted(problems.getKey().remedy));
    }
    throw new RefusedInputException(
        "The tables nomenclatures and modalites hold no tree for %s, %d problem%s:%s"
            .formatted(root, total, total == 1 ? "" : "s", text));
  }
}
