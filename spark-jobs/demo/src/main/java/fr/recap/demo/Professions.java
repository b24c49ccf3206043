package fr.recap.demo;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Posts of PCS 2003: their wordings and the activities in which they occur. */
final class Professions {
  private static final class Holder {
    private static final Professions INSTANCE = new Professions();
  }

  private final List<Level> levels =
      Resources.table("pcs_levels.csv").stream().map(c -> new Level(c[0], c[1], c[2])).toList();
  private final List<Post> posts = new ArrayList<>();
  private final Map<String, Weighted<Post>> employees = new HashMap<>();
  private final Map<String, Weighted<Post>> independents = new HashMap<>();

  private Professions() {
    for (String[] c : Resources.table("pcs_posts.csv")) {
      posts.add(
          new Post(
              c[0],
              c[1].equals("i"),
              Double.parseDouble(c[2]),
              c[3],
              affinities(c[4]),
              Weighted.parse(c[5])));
    }
    for (NafCodes.Node leaf : NafCodes.get().leaves()) {
      employees.put(leaf.code(), table(leaf.code(), false));
      independents.put(leaf.code(), table(leaf.code(), true));
    }
  }

  private static Map<String, Double> affinities(String text) {
    Map<String, Double> affinities = new HashMap<>();
    for (String part : text.split("\\|", -1)) {
      int colon = part.indexOf(':');
      affinities.put(part.substring(0, colon), Double.valueOf(part.substring(colon + 1)));
    }
    return affinities;
  }

  private Weighted<Post> table(String naf, boolean independent) {
    List<Post> some =
        posts.stream()
            .filter(post -> post.independent() == independent && post.affinity(naf) > 0)
            .toList();
    return Weighted.of(
        some, some.stream().mapToDouble(p -> p.weight() * p.affinity(naf)).toArray());
  }

  static Professions get() {
    return Holder.INSTANCE;
  }

  /** Levels 1 to 3, parents first. */
  List<Level> levels() {
    return levels;
  }

  List<Post> posts() {
    return posts;
  }

  Weighted<Post> employees(String naf) {
    return employees.getOrDefault(naf, employees.get("9609Z"));
  }

  Weighted<Post> independents(String naf) {
    return independents.getOrDefault(naf, independents.get("9609Z"));
  }

  /** A node of levels 1 to 3; a code may occur on two levels. */
  record Level(String code, String parent, String label) {}

  /**
   * A post (level 4).
   *
   * @param code as 431f
   * @param independent whether it is held by the self-employed
   * @param weight relative frequency where its affinity is 1
   * @param label a short label
   * @param affinities by prefix of NAF code; {@code *} anywhere
   * @param wordings what people write
   */
  record Post(
      String code,
      boolean independent,
      double weight,
      String label,
      Map<String, Double> affinities,
      Weighted<String> wordings) {
    /** How much more often than elsewhere the post occurs in a sub-class: its longest prefix. */
    double affinity(String naf) {
      for (int length = naf.length(); length > 0; length--) {
        Double found = affinities.get(naf.substring(0, length));
        if (found != null) {
          return found;
        }
      }
      return affinities.getOrDefault("*", 0.0);
    }
  }
}
