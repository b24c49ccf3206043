package fr.recap.demo;

import java.util.List;

/**
 * A kind of employer with many sites: its share of the forms, its sites and what its people call
 * it.
 *
 * @param share per cent of codable forms
 * @param sites per cent of the establishments
 * @param sitesAUnit sites of one legal unit
 * @param naf activities of sites
 * @param staff mean staff of a site
 * @param cj legal category
 * @param sigle acronym, or empty
 * @param unit pattern of the legal unit's name
 * @param site pattern of the site's name
 * @param brand brand, or a pattern, or empty
 * @param wordings patterns of what people write
 */
record Employer(
    double share,
    double sites,
    int sitesAUnit,
    Weighted<String> naf,
    int staff,
    String cj,
    String sigle,
    String unit,
    String site,
    String brand,
    Weighted<String> wordings) {
  private static final int HOSPITALS = 8;

  private static final class Holder {
    private static final List<Employer> ALL =
        Resources.table("employers.csv").stream().map(Employer::parse).toList();
    private static final Weighted<Integer> BY_SHARE =
        Weighted.of(
            java.util.stream.IntStream.range(0, ALL.size()).boxed().toList(),
            ALL.stream().mapToDouble(Employer::share).toArray());
  }

  private static Employer parse(String[] c) {
    return new Employer(
        Double.parseDouble(c[1]),
        Double.parseDouble(c[2]),
        Integer.parseInt(c[3]),
        Weighted.parse(c[4], ':'),
        Integer.parseInt(c[5]),
        c[6],
        c[7],
        c[8],
        c[9],
        c[10],
        Weighted.parse(c[11]));
  }

  /** The employer that names its sites by a word: ECOLE, COLLEGE or HOPITAL. */
  static Employer of(String kind) {
    int number =
        switch (kind) {
          case "ECOLE" -> 0;
          case "COLLEGE" -> 1;
          default -> HOSPITALS;
        };
    return Holder.ALL.get(number);
  }

  static List<Employer> all() {
    return Holder.ALL;
  }

  /** An employer's number in {@link #all()}, by its share of the forms. */
  static int pick(Draw draw) {
    return Holder.BY_SHARE.pick(draw);
  }
}
