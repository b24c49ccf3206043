package fr.recap.demo;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Sub-classes of NAF: how frequent they are, what firms are called and what people write. */
final class Activities {
  private static final class Holder {
    private static final Activities INSTANCE = new Activities();
  }

  private final Map<String, Activity> byCode = new HashMap<>();
  private final Map<String, List<String>> everyday = new HashMap<>();
  private final List<Weighted<Activity>> bySize;

  private Activities() {
    for (String[] c : Resources.table("activities.csv")) {
      byCode.put(
          c[0],
          new Activity(
              c[0],
              Double.parseDouble(c[1]),
              Integer.parseInt(c[2]),
              List.of(c[3].split("\\|", -1)),
              List.of(c[4].split("\\|", -1))));
    }
    for (String[] c : Resources.table("everyday.csv")) {
      everyday.put(c[0], List.of(c[1].split("\\|", -1)));
    }
    for (NafCodes.Node leaf : NafCodes.get().leaves()) {
      byCode.computeIfAbsent(leaf.code(), code -> rare(leaf));
    }
    List<Activity> all =
        NafCodes.get().leaves().stream().map(leaf -> byCode.get(leaf.code())).toList();
    bySize =
        Arrays.stream(Rates.SIZE_AFFINITY)
            .map(
                factors ->
                    Weighted.of(
                        all,
                        all.stream()
                            .mapToDouble(
                                a ->
                                    a.weight()
                                        * factors[a.size() - 1]
                                        * (Rates.MOSTLY_NAMED_EMPLOYERS.contains(a.code())
                                            ? Rates.REST_OF_NAMED
                                            : 1))
                            .toArray()))
            .toList();
  }

  private static Activity rare(NafCodes.Node leaf) {
    List<String> fragments = LabelFragments.of(leaf.label());
    return new Activity(leaf.code(), Rates.RARE_ACTIVITY, 2, fragments, List.of());
  }

  static Activities get() {
    return Holder.INSTANCE;
  }

  Activity of(String code) {
    return byCode.getOrDefault(code, byCode.get("9609Z"));
  }

  /** Everyday words for an activity, none of which its label has; empty for many. */
  List<String> everyday(String code) {
    return everyday.getOrDefault(code, List.of());
  }

  /** An activity for an establishment of 0 micro, 1 medium, 2 large size. */
  Activity pick(int sizeClass, Draw draw) {
    return bySize.get(sizeClass).pick(draw);
  }

  /**
   * A sub-class.
   *
   * @param code its code
   * @param weight relative number of workers
   * @param size 1 mostly small, 2 medium, 3 large establishments
   * @param names words of which firms make their names
   * @param wordings everyday words; empty for rare activities
   */
  record Activity(
      String code, double weight, int size, List<String> names, List<String> wordings) {}
}
