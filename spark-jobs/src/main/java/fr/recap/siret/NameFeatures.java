package fr.recap.siret;

import fr.recap.udfs.similarity.JaroWinkler;
import java.util.List;
import java.util.function.ToDoubleBiFunction;
import java.util.function.ToDoubleFunction;

/** How alike the employer of a form and the names of an establishment are. */
final class NameFeatures {
  private static final double MOST = 0.75;
  private static final double ALL_BUT = 0.95;

  static final Feature OVERLAP = Feature.ofPair("name.overlap", p -> p.names().overlap());

  static final Feature COVERED_WITH_TOWN =
      Feature.ofPair("name.covered_with_town", p -> p.names().coveredWithTown())
          .saying(
              4,
              (share, others) ->
                  share > ALL_BUT ? "name: all words found in its names and commune" : "");

  static final Feature SIMILARITY = Feature.ofPair("name.similarity", Pair::similarity);

  static final List<Feature> ALL =
      List.of(
          Feature.ofPair("name.jaro_winkler", p -> p.names().jaroWinkler()),
          Feature.ofPair(
              "name.jaro_winkler_unit",
              named((name, to) -> JaroWinkler.similarity(name.text(), to.unitName().text()))),
          Feature.ofPair("name.covered", p -> p.names().covered())
              .saying(3, NameFeatures::sayCovered),
          Feature.ofPair("name.covers", p -> p.names().covers()),
          OVERLAP,
          Feature.ofPair(
              "name.overlap_unit",
              named((name, to) -> NameComparison.overlap(name, to.unitName()))),
          Feature.ofPair("name.overlap_brand", named(NameFeatures::overlapOfBrands)),
          COVERED_WITH_TOWN,
          Feature.ofPair("name.trigrams", p -> p.names().trigrams()),
          Feature.ofPair("name.equal", p -> p.names().equal()).saying(1, NameFeatures::sayEqual),
          Feature.ofPair("name.acronym", p -> p.names().acronym())
              .saying(2, (is, others) -> is == 1 ? "name: acronym" : ""),
          Feature.ofPair("name.rarest", p -> p.names().rarest())
              .saying(5, (weight, others) -> weight > 0 ? "name: a word in common" : ""),
          Feature.ofPair(
              "name.unmatched", p -> (1 - p.names().coveredWithTown()) * p.form().name().weight()),
          Feature.ofPair("name.words", named((name, to) -> name.size())),
          Feature.ofPair("name.activity_covered", p -> covered(p.form().activity(), p)),
          Feature.ofPair("name.profession_covered", p -> covered(p.form().profession(), p)),
          SIMILARITY);

  private NameFeatures() {}

  /** A value of the employer's name; NaN without one. */
  private static ToDoubleFunction<Pair> named(ToDoubleBiFunction<Name, EstablishmentView> value) {
    return pair ->
        pair.form().name().isEmpty()
            ? Double.NaN
            : value.applyAsDouble(pair.form().name(), pair.establishment());
  }

  private static double overlapOfBrands(Name name, EstablishmentView establishment) {
    return establishment.brands().stream()
        .mapToDouble(brand -> NameComparison.overlap(name, brand))
        .max()
        .orElse(Double.NaN);
  }

  private static double covered(Name words, Pair pair) {
    return words.isEmpty() ? Double.NaN : words.coveredBy(pair.establishment().allWords());
  }

  private static String sayEqual(double equal, FeatureValues others) {
    if (equal != 1) {
      return "";
    }
    return others.is("search.exact") && others.count("history.same_words_here") == 0
        ? Reasons.ONLY_OF_ITS_NAME
        : "same name";
  }

  private static String sayCovered(double share, FeatureValues others) {
    if (share > ALL_BUT) {
      return "name: all words found";
    }
    boolean foundWithTown = others.of(COVERED_WITH_TOWN.name()) > ALL_BUT;
    return share > MOST && !foundWithTown ? "name: most words found" : "";
  }
}
