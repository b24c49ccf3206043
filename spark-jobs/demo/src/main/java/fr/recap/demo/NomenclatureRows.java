package fr.recap.demo;

import fr.recap.tables.Modalites;
import fr.recap.tables.Nomenclatures;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The trees of NAF rev.2 and PCS 2003 as rows of the users' tables. */
final class NomenclatureRows {
  private static final String NAF_ROOT = "NAF2_";
  private static final String PCS_ROOT = "PCS";
  private static final List<String> NAF_LEVELS =
      List.of("sections", "divisions", "groupes", "classes", "sous-classes");
  private static final List<String> PCS_LEVELS =
      List.of("groupes", "catégories agrégées", "catégories détaillées", "professions");

  private NomenclatureRows() {}

  /** Rows of {@code nomenclatures}, parents first. */
  static List<Map<String, Object>> levels() {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (int i = 1; i <= NAF_LEVELS.size(); i++) {
      rows.add(level(NAF_ROOT, i, "NAF rév. 2, " + NAF_LEVELS.get(i - 1)));
    }
    for (int i = 1; i <= PCS_LEVELS.size(); i++) {
      rows.add(level(PCS_ROOT, i, "PCS 2003, " + PCS_LEVELS.get(i - 1)));
    }
    return rows;
  }

  private static Map<String, Object> level(String prefix, int level, String label) {
    Map<String, Object> row = new HashMap<>();
    row.put(Nomenclatures.NCT_ID, prefix + level);
    row.put(Nomenclatures.LIBELLE, label);
    row.put(Nomenclatures.NCT_AGR, level == 1 ? null : prefix + (level - 1));
    row.put(Nomenclatures.CODE, prefix + level);
    return row;
  }

  /** Rows of {@code modalites}, parents first. */
  static List<Map<String, Object>> nodes() {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (NafCodes.Node node : NafCodes.get().nodes()) {
      rows.add(node(NAF_ROOT + node.level(), node.code(), node.label(), node.parent()));
    }
    for (Professions.Level level : Professions.get().levels()) {
      rows.add(node(PCS_ROOT + depth(level), level.code(), level.label(), level.parent()));
    }
    for (Professions.Post post : Professions.get().posts()) {
      rows.add(node(PCS_ROOT + 4, post.code(), post.label(), post.code().substring(0, 2)));
    }
    return rows;
  }

  /** Level 1 has one digit; a two-digit code is on level 2 under one digit, else on level 3. */
  private static int depth(Professions.Level level) {
    return level.code().length() == 1 ? 1 : level.parent().length() == 1 ? 2 : 3;
  }

  private static Map<String, Object> node(String level, String code, String label, String parent) {
    Map<String, Object> row = new HashMap<>();
    row.put(Modalites.NCT_ID, level);
    row.put(Modalites.CODE, code);
    row.put(Modalites.LIBELLE, label);
    row.put(Modalites.CODE_AGR, parent.isEmpty() ? null : parent);
    return row;
  }
}
