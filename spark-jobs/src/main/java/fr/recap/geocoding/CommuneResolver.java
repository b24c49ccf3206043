package fr.recap.geocoding;

import fr.recap.geocoding.NameIndex.Entry;
import fr.recap.geocoding.ResolvedCommune.How;
import fr.recap.udfs.address.Departements;
import java.util.HashSet;
import java.util.List;
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

  private final Communes communes;
  private final NameIndex index;
  private final NotCommunes others = new NotCommunes();
  private final PostcodeIndex postcodes;

  private final AlikeNames alike;
  private final SplitNames splits;

  CommuneResolver(Communes communes) {
    this.communes = communes;
    this.index = new NameIndex(communes.names());
    this.postcodes = new PostcodeIndex(communes);
    this.alike = new AlikeNames(index);
    this.splits = new SplitNames(index, others);
  }

  /** The commune of a form. */
  public Resolution resolve(DeclaredPlace place) {
    String code = blankless(place.code());
    if (code.startsWith("99")) {
      return new NoCommune(Refusal.COUNTRY);
    }
    Commune coded = code.isEmpty() ? null : communes.of(code);
    if (coded != null) {
      boolean former = communes.isFormer(code);
      return found(coded, former ? FORMER_CODE_SCORE : 1, former ? How.FORMER_CODE : How.CODE);
    }
    if (isAbroad(place.country())) {
      return new NoCommune(Refusal.COUNTRY);
    }
    Resolution resolution = byText(place);
    Commune home = communes.of(blankless(place.residence()));
    if (resolution instanceof NoCommune none
        && place.atResidence()
        && home != null
        && none.refusal() != Refusal.COUNTRY
        && none.refusal() != Refusal.SEVERAL) {
      return found(home, RESIDENCE_SCORE, How.RESIDENCE);
    }
    return resolution;
  }

  private Resolution byText(DeclaredPlace place) {
    String text = place.commune() == null ? "" : place.commune().strip();
    if (text.isEmpty()) {
      PlaceText departement = PlaceText.of(place.departement() == null ? "" : place.departement());
      return departement.postcode() == null
          ? new NoCommune(blankless(place.code()).isEmpty() ? Refusal.EMPTY : Refusal.UNKNOWN)
          : byPostcode(departement.postcode());
    }
    PlaceText read = PlaceText.of(text);
    if (index.equal(read.whole()).isEmpty()) {
      Resolution parts = byParts(text, place);
      if (parts != null) {
        return parts;
      }
    }
    return byName(read, place);
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
            .filter(part -> others.refusal(PlaceWords.of(part).full()) == Refusal.DEPARTEMENT)
            .findFirst()
            .orElse(null);
    return new DeclaredPlace(
        place.code(),
        place.commune(),
        departement,
        place.country(),
        place.residence(),
        place.atResidence());
  }

  private Resolution byName(PlaceText text, DeclaredPlace place) {
    NotCommunes.KnownPlace known = others.place(text.whole().full());
    Commune around = known == null ? null : communes.of(known.code());
    List<String> declared = DeclaredDepartement.of(place.departement(), others);
    if (around != null && (declared.isEmpty() || declared.contains(around.departement()))) {
      return found(around, known.certainty(), How.PLACE);
    }
    if (text.name().isEmpty()) {
      return text.postcode() != null
          ? byPostcode(text.postcode())
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
    Evidence evidence = evidence(text, name, place);
    Likeliest likeliest =
        new Likeliest(
            split == null ? evidence : evidence.in(split.departement()), name.light().length());
    for (AlikeNames.Alike each : alike.of(name)) {
      likeliest.add(each.entry(), each.cost(), each.likeness());
    }
    likeliest.against(refusal(text));
    return answer(likeliest, text);
  }

  private Evidence evidence(PlaceText text, PlaceWords name, DeclaredPlace place) {
    Evidence evidence =
        new Evidence(text.postcode(), communes.of(blankless(place.residence())))
            .in(text.departement());
    if (text.postcode() != null) {
      evidence.in(Departements.ofPostcode(text.postcode()));
    }
    boolean town = index.equal(name).stream().anyMatch(e -> Towns.of(e.commune().code()) != null);
    if (text.number() > 0 && !text.ordinal() && text.departement() == null && !town) {
      evidence.in("%02d".formatted(text.number()));
    }
    DeclaredDepartement.of(place.departement(), others).forEach(evidence::in);
    return evidence;
  }

  private Likeliest.Other refusal(PlaceText text) {
    Refusal exact = others.refusal(text.whole().full());
    if (exact == null) {
      exact = others.refusal(text.name().full());
    }
    if (exact != null) {
      return new Likeliest.Other(exact, true);
    }
    Refusal alike = others.refusalAlike(text.name().full());
    return alike == null ? null : new Likeliest.Other(alike, false);
  }

  private Resolution answer(Likeliest likeliest, PlaceText text) {
    Entry best = likeliest.best();
    if (best == null || likeliest.score() < LEAST_SCORE) {
      return new NoCommune(likeliest.refusal());
    }
    Commune commune = within(best.commune(), text);
    How how = best.former() ? How.FORMER_NAME : How.NAME;
    if (text.station()) {
      how = How.PLACE;
    } else if (likeliest.cost() > MatchCosts.LINKS) {
      how = How.MISSPELT;
    }
    return found(commune, likeliest.score() * (text.station() ? STATION_SCORE : 1), how);
  }

  /** The arrondissement that a text names, or the commune itself. */
  private Commune within(Commune commune, PlaceText text) {
    Towns town = Towns.of(commune.code());
    if (town == null) {
      return commune;
    }
    String code = text.postcode() == null ? null : town.ofPostcode(text.postcode());
    if (code == null && (text.ordinal() || !town.isDepartement(text.number()))) {
      code = town.arrondissement(text.number());
    }
    Commune arrondissement = code == null ? null : communes.of(code);
    return arrondissement == null ? commune : arrondissement;
  }

  private Resolution byPostcode(String postcode) {
    PostcodeIndex.Share share = postcodes.biggest(postcode);
    if (share == null) {
      return new NoCommune(Refusal.UNKNOWN);
    }
    return share.share() < LEAST_SCORE
        ? new NoCommune(Refusal.AMBIGUOUS)
        : found(share.commune(), share.share(), How.POSTCODE);
  }

  private boolean isAbroad(String country) {
    String full = PlaceWords.of(country).full();
    return !full.isEmpty() && !full.contains("france") && !full.equals("fr");
  }

  private ResolvedCommune found(Commune commune, double score, How how) {
    Communes.Centre centre = communes.centreOf(commune);
    return new ResolvedCommune(
        commune.code(),
        commune.name(),
        centre == null ? Double.NaN : centre.latitude(),
        centre == null ? Double.NaN : centre.longitude(),
        score,
        how);
  }

  private static String blankless(String text) {
    return text == null ? "" : text.strip();
  }
}
