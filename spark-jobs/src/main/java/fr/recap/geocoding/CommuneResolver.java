package fr.recap.geocoding;

import fr.recap.geocoding.NameIndex.Entry;
import fr.recap.geocoding.ResolvedCommune.How;
import fr.recap.udfs.address.Departements;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

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
  private static final int MOST_SEARCHED = 20_000;
  private static final double SPLIT_TOWN = 5_000;

  private final Communes communes;
  private final NameIndex index;
  private final NotCommunes others = new NotCommunes();
  private final PostcodeIndex postcodes;

  /** What names are alike; most forms name one of a few towns. */
  private final Map<String, List<Alike>> searched = new ConcurrentHashMap<>();

  CommuneResolver(Communes communes) {
    this.communes = communes;
    this.index = new NameIndex(communes.names());
    this.postcodes = new PostcodeIndex(communes);
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
          ? new NoCommune(Refusal.EMPTY)
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
    Set<String> codes = new HashSet<>();
    ResolvedCommune only = null;
    Refusal refusal = null;
    String departement = place.departement();
    for (String part : parts) {
      Resolution each = byName(PlaceText.of(part), place);
      if (each instanceof ResolvedCommune commune) {
        only = codes.isEmpty() || commune.score() > only.score() ? commune : only;
        codes.add(commune.code());
      } else if (each instanceof NoCommune none) {
        refusal = none.refusal() == Refusal.UNKNOWN && refusal != null ? refusal : none.refusal();
        if (none.refusal() == Refusal.DEPARTEMENT && departement == null) {
          departement = part;
        }
      }
    }
    boolean elsewhere = refusal == Refusal.COUNTRY || refusal == Refusal.AMBIGUOUS;
    if (codes.size() > 1 || (codes.size() == 1 && elsewhere)) {
      return new NoCommune(Refusal.SEVERAL);
    }
    return only;
  }

  private Resolution byName(PlaceText text, DeclaredPlace place) {
    NotCommunes.KnownPlace known = others.place(text.whole().full());
    if (known != null && communes.of(known.code()) != null) {
      return found(communes.of(known.code()), known.certainty(), How.PLACE);
    }
    if (text.name().isEmpty()) {
      return text.postcode() != null
          ? byPostcode(text.postcode())
          : new NoCommune(text.departement() == null ? Refusal.UNKNOWN : Refusal.DEPARTEMENT);
    }
    PlaceWords name = index.equal(text.whole()).isEmpty() ? text.name() : text.whole();
    String behind = null;
    int words = wordsBeforeDepartement(name);
    if (words > 0) {
      behind = others.departement(tail(name, words));
      name = PlaceWords.of(name.words().subList(0, words));
    }
    if (isTwoTowns(name)) {
      return new NoCommune(Refusal.SEVERAL);
    }
    Evidence evidence = evidence(text, name, place).in(behind);
    Likeliest likeliest = new Likeliest(evidence, name.light().length());
    for (Alike alike : alike(name)) {
      likeliest.add(alike.entry(), alike.cost(), alike.likeness());
    }
    likeliest.against(refusal(text));
    return answer(likeliest, text);
  }

  private record Alike(Entry entry, double cost, NameIndex.Likeness likeness) {}

  private List<Alike> alike(PlaceWords name) {
    String spaced = name.spaced();
    List<Alike> found = searched.get(spaced);
    if (found == null) {
      List<Alike> fresh = new ArrayList<>();
      index.search(name, (entry, cost, like) -> fresh.add(new Alike(entry, cost, like)));
      if (searched.size() >= MOST_SEARCHED) {
        searched.clear();
      }
      searched.put(spaced, List.copyOf(fresh));
      found = fresh;
    }
    return found;
  }

  /** How many words stand before the name of a département that ends a text; 0 if none does. */
  private int wordsBeforeDepartement(PlaceWords name) {
    if (index.equal(name).isEmpty()) {
      for (int i = 1; i < name.words().size(); i++) {
        if (!PlaceWords.isLink(name.words().get(i - 1))
            && others.refusal(tail(name, i)) == Refusal.DEPARTEMENT
            && Towns.ofDepartement(others.departement(tail(name, i))) == null) {
          return i;
        }
      }
    }
    return 0;
  }

  private static String tail(PlaceWords name, int from) {
    return String.join("", name.words().subList(from, name.words().size()));
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

  /** Whether a text is the names of two towns and no name of one. */
  private boolean isTwoTowns(PlaceWords name) {
    if (!index.equal(name).isEmpty()) {
      return false;
    }
    for (int i = 1; i < name.words().size(); i++) {
      Set<String> left = towns(name.words().subList(0, i));
      Set<String> right = towns(name.words().subList(i, name.words().size()));
      if (!left.isEmpty() && !right.isEmpty() && !left.equals(right)) {
        return true;
      }
    }
    return false;
  }

  private Set<String> towns(List<String> words) {
    Set<String> codes = new HashSet<>();
    for (Entry entry : index.equal(PlaceWords.of(words))) {
      if (entry.commune().population() >= SPLIT_TOWN) {
        codes.add(entry.commune().code());
      }
    }
    return codes;
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
