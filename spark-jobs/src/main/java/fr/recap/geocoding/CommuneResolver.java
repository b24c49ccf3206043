package fr.recap.geocoding;

import fr.recap.geocoding.NameIndex.Entry;
import fr.recap.geocoding.ResolvedCommune.How;
import fr.recap.udfs.address.Departements;
import fr.recap.udfs.text.MissingText;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Finds the commune that a form means, or says why it means none. Threads may share it.
 *
 * <p>A valid code wins. Else the declared name is compared with all names of communes, present and
 * former, and each that is alike weighs as much as its likeness, its population and the declared
 * département, postcode and residence say; so do the possibilities that the text is a region, a
 * country or no place at all. The score is the share of the best commune in the sum of weights.
 */
public final class CommuneResolver {
  /** A commune below this share is not taken. */
  private static final double LEAST_SCORE = 0.5;

  private static final double FORMER_CODE_SCORE = 0.98;
  private static final double STATION_SCORE = 0.85;
  private static final double RESIDENCE_SCORE = 0.9;

  /** Of a code where a name is due; one of digits alone may be a postcode of large receivers. */
  private static final double CODE_AS_NAME_SCORE = 0.95;

  private static final double DIGITS_AS_NAME_SCORE = 0.7;
  private static final String ABROAD = "99";
  private static final String FRANCE = "99100";

  private final Communes communes;
  private final NameIndex index;
  private final NotCommunes others = new NotCommunes();
  private final PostcodePlaces postcodes;

  private final AlikeNames alike;
  private final SplitNames splits;
  private final DeclaredCountry countries;

  CommuneResolver(Communes communes) {
    this.communes = communes;
    this.index = new NameIndex(communes.names());
    this.postcodes = new PostcodePlaces(communes);
    this.alike = new AlikeNames(index);
    this.splits = new SplitNames(index, others);
    this.countries = new DeclaredCountry(index, others);
  }

  /** The commune of a form. */
  public Resolution resolve(DeclaredPlace place) {
    String code = code(place.code());
    if (code.startsWith(ABROAD)) {
      return new NoCommune(Refusal.COUNTRY);
    }
    Commune coded = code.isEmpty() ? null : communes.of(code);
    if (coded != null) {
      boolean former = communes.isFormer(code);
      return communes.found(
          coded, former ? FORMER_CODE_SCORE : 1, former ? How.FORMER_CODE : How.CODE);
    }
    if (countries.isAbroad(place.country())) {
      return new NoCommune(Refusal.COUNTRY);
    }
    Resolution resolution = byText(withDepartementOfCountry(place));
    Commune home = communes.of(blankless(place.residence()));
    if (resolution instanceof NoCommune none
        && place.atResidence()
        && home != null
        && none.refusal() != Refusal.COUNTRY
        && none.refusal() != Refusal.SEVERAL) {
      return communes.found(home, RESIDENCE_SCORE, How.RESIDENCE);
    }
    return resolution;
  }

  private Resolution byText(DeclaredPlace place) {
    String text = blankless(place.commune());
    String postcode = DeclaredDepartement.postcode(place.departement());
    if (MissingText.isMissing(text) && index.equal(PlaceWords.of(text)).isEmpty()) {
      return postcode == null ? new NoCommune(ofMissing(text, place)) : postcodes.commune(postcode);
    }
    Resolution coded = byCodeAsName(text);
    if (coded != null) {
      return coded;
    }
    PlaceText read = PlaceText.of(text);
    Resolution named = index.equal(read.whole()).isEmpty() ? byParts(text, place) : null;
    if (named == null) {
      named = byName(read, place);
    }
    if (named instanceof NoCommune none) {
      boolean vague = none.refusal() == Refusal.VAGUE;
      return postcodes.hamlet(none, read.postcode() == null && !vague ? postcode : read.postcode());
    }
    return named;
  }

  private static Refusal ofMissing(String text, DeclaredPlace place) {
    if (!text.isEmpty()) {
      return Refusal.VAGUE;
    }
    return code(place.code()).isEmpty() ? Refusal.EMPTY : Refusal.UNKNOWN;
  }

  /** Of the code of a commune in the place of its name; null for another text. */
  private Resolution byCodeAsName(String text) {
    String code = text.toUpperCase(Locale.ROOT);
    boolean known = Departements.ofCommune(code) != null && !postcodes.isKnown(code);
    Commune commune = known ? communes.of(code) : null;
    boolean digits = code.chars().allMatch(Character::isDigit);
    return commune == null
        ? null
        : communes.found(commune, digits ? DIGITS_AS_NAME_SCORE : CODE_AS_NAME_SCORE, How.CODE);
  }

  /** Of a text with several places; null if it has one. */
  private Resolution byParts(String text, DeclaredPlace place) {
    List<String> parts = PlaceText.parts(text);
    if (parts.size() < 2 || others.refusal(PlaceWords.of(text).full()) != null) {
      return null;
    }
    DeclaredPlace within = withDepartementOf(parts, place);
    Set<String> codes = new HashSet<>();
    ResolvedCommune only = null;
    Refusal refusal = null;
    for (String part : parts) {
      Resolution each = byName(PlaceText.of(part), within);
      if (each instanceof ResolvedCommune commune) {
        only = only == null || commune.score() > only.score() ? commune : only;
        codes.add(commune.code());
      } else if (each instanceof NoCommune none && none.refusal() != Refusal.UNKNOWN) {
        refusal = none.refusal();
      }
    }
    boolean elsewhere = refusal == Refusal.COUNTRY || refusal == Refusal.AMBIGUOUS;
    if (codes.size() > 1 || (codes.size() == 1 && elsewhere)) {
      return new NoCommune(Refusal.SEVERAL);
    }
    return only;
  }

  /** The département that one of several parts names belongs to the others, if none is declared. */
  private DeclaredPlace withDepartementOf(List<String> parts, DeclaredPlace place) {
    if (!blankless(place.departement()).isEmpty()) {
      return place;
    }
    String departement =
        parts.stream()
            .filter(part -> others.isDepartement(PlaceWords.of(part).full()))
            .findFirst()
            .orElse(null);
    return place.withDepartement(departement);
  }

  /** The département or overseas territory that stands for a country, if no other is declared. */
  private DeclaredPlace withDepartementOfCountry(DeclaredPlace place) {
    return blankless(place.departement()).isEmpty()
            && !blankless(place.country()).isEmpty()
            && !DeclaredDepartement.of(place.country(), others).isEmpty()
        ? place.withDepartement(place.country())
        : place;
  }

  private Resolution byName(PlaceText text, DeclaredPlace place) {
    NotCommunes.KnownPlace known = others.place(text.whole().full());
    Commune around = known == null ? null : communes.of(known.code());
    List<String> declared = DeclaredDepartement.of(place.departement(), others);
    if (around != null && (declared.isEmpty() || declared.contains(around.departement()))) {
      return communes.found(around, known.certainty(), How.PLACE);
    }
    if (text.name().isEmpty()) {
      return text.postcode() != null
          ? postcodes.commune(text.postcode())
          : new NoCommune(text.departement() == null ? Refusal.UNKNOWN : Refusal.DEPARTEMENT);
    }
    PlaceWords name = index.equal(text.whole()).isEmpty() ? text.name() : text.whole();
    SplitNames.InDepartement split = splits.departement(name);
    if (split != null) {
      name = split.name();
    }
    if (splits.isTwoTowns(name)) {
      return new NoCommune(Refusal.SEVERAL);
    }
    String postcode =
        text.postcode() == null
            ? DeclaredDepartement.postcode(place.departement())
            : text.postcode();
    List<AlikeNames.Alike> names = alike.of(name);
    boolean exact = postcodes.isExact(postcode, names);
    CommunePrior prior = prior(text, exact ? postcode : null, name, place);
    CommuneRanking ranking =
        new CommuneRanking(
            split == null ? prior : prior.in(split.departement()), name.light().length());
    for (AlikeNames.Alike each : names) {
      ranking.add(each.entry(), each.cost(), each.likeness());
    }
    ranking.against(refusal(text));
    if (exact) {
      ranking.orWithinPostcode();
    }
    return answer(ranking, text, postcode);
  }

  private CommunePrior prior(
      PlaceText text, String postcode, PlaceWords name, DeclaredPlace place) {
    CommunePrior prior =
        new CommunePrior(postcode, communes.of(blankless(place.residence())))
            .in(text.departement());
    if (text.postcode() != null) {
      prior.in(Departements.ofPostcode(text.postcode()));
    }
    boolean town = index.equal(name).stream().anyMatch(e -> Towns.of(e.commune().code()) != null);
    if (text.number() > 0 && !text.ordinal() && text.departement() == null && !town) {
      prior.in("%02d".formatted(text.number()));
    }
    DeclaredDepartement.of(place.departement(), others).forEach(prior::in);
    return prior;
  }

  private CommuneRanking.Other refusal(PlaceText text) {
    Refusal exact = others.refusal(text.whole().full());
    if (exact == null) {
      exact = others.refusal(text.name().full());
    }
    if (exact != null) {
      return new CommuneRanking.Other(exact, true);
    }
    Refusal alike = others.refusalAlike(text.name().full());
    return alike == null ? null : new CommuneRanking.Other(alike, false);
  }

  private Resolution answer(CommuneRanking ranking, PlaceText text, String postcode) {
    Entry best = ranking.best();
    if (best == null || ranking.score() < LEAST_SCORE) {
      return new NoCommune(ranking.refusal());
    }
    Commune commune = within(best.commune(), text, postcode);
    How how = best.former() ? How.FORMER_NAME : How.NAME;
    if (text.station()) {
      how = How.PLACE;
    } else if (ranking.cost() > MatchCosts.LINKS) {
      how = How.MISSPELT;
    }
    return communes.found(commune, ranking.score() * (text.station() ? STATION_SCORE : 1), how);
  }

  /** The arrondissement that a text names, or the commune itself. */
  private Commune within(Commune commune, PlaceText text, String postcode) {
    Towns town = Towns.of(commune.code());
    if (town == null) {
      return commune;
    }
    String code = postcode == null ? null : town.ofPostcode(postcode);
    if (code == null && (text.ordinal() || !town.isDepartement(text.number()))) {
      code = town.arrondissement(text.number());
    }
    Commune arrondissement = code == null ? null : communes.of(code);
    return arrondissement == null ? commune : arrondissement;
  }

  /** A code of a commune or country in capitals, with the zero that it may have lost. */
  private static String code(String text) {
    String code = blankless(text).toUpperCase(Locale.ROOT);
    if (code.equals(FRANCE)) {
      return "";
    }
    boolean lost = code.length() == 4 && code.chars().allMatch(Character::isDigit);
    return lost ? "0" + code : code;
  }

  private static String blankless(String text) {
    return text == null ? "" : text.strip();
  }
}
