package fr.recap.geocoding;

import fr.recap.geocoding.ResolvedCommune.How;
import fr.recap.udfs.address.Departements;
import java.util.List;

/** What a postcode says of a place. */
final class PostcodePlaces {
  /** A commune with a smaller share of the inhabitants is not taken. */
  private static final double LEAST_SHARE = 0.5;

  /** Of the commune of a postcode whose hamlet the text may name. */
  private static final double HAMLET_SCORE = 0.9;

  private final Communes communes;
  private final PostcodeIndex index;

  PostcodePlaces(Communes communes) {
    this.communes = communes;
    this.index = new PostcodeIndex(communes);
  }

  /** Whether some commune has a postcode; false for null. */
  boolean isKnown(String postcode) {
    return index.biggest(postcode) != null;
  }

  /** The commune in which most inhabitants of a postcode live. */
  Resolution commune(String postcode) {
    PostcodeIndex.Share share = index.biggest(postcode);
    if (share == null) {
      return new NoCommune(Refusal.UNKNOWN);
    }
    return share.share() < LEAST_SHARE
        ? new NoCommune(Refusal.AMBIGUOUS)
        : communes.found(share.commune(), share.share(), How.POSTCODE);
  }

  /**
   * What a postcode says of a text that names no commune: it may name a hamlet.
   *
   * @param named why the text names none
   * @param postcode null if there is none
   */
  Resolution hamlet(NoCommune named, String postcode) {
    boolean elsewhere = named.refusal() == Refusal.COUNTRY || named.refusal() == Refusal.SEVERAL;
    PostcodeIndex.Share share = elsewhere ? null : index.biggest(postcode);
    return share == null || share.share() < LEAST_SHARE
        ? named
        : communes.found(share.commune(), HAMLET_SCORE * share.share(), How.POSTCODE);
  }

  /**
   * Whether a postcode is that of the place: not if a commune of that very name lies in its
   * département and has another, since people give the postcode of the next town.
   *
   * @param postcode null if there is none
   * @param names that the text may mean
   */
  boolean isExact(String postcode, List<AlikeNames.Alike> names) {
    if (!isKnown(postcode)) {
      return false;
    }
    String departement = Departements.ofPostcode(postcode);
    List<Commune> equal =
        names.stream()
            .filter(each -> each.likeness() == NameIndex.Likeness.EQUAL)
            .map(each -> each.entry().commune())
            .filter(commune -> commune.departement().equals(departement))
            .toList();
    return equal.isEmpty()
        || equal.stream().anyMatch(commune -> commune.postcodes().contains(postcode));
  }
}
