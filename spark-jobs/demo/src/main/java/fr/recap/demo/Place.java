package fr.recap.demo;

import fr.recap.tables.Rp;
import fr.recap.tables.RpGeo;
import java.util.HashMap;
import java.util.Map;

/** Writes the address fields of a form, and finds where a geocoder would put it. */
final class Place {
  private final Misspeller misspeller;
  private final double noise;
  private final Difficulty difficulty;

  Place(Misspeller misspeller, double noise, Difficulty difficulty) {
    this.misspeller = misspeller;
    this.noise = noise;
    this.difficulty = difficulty;
  }

  /**
   * Fills number, street, commune and département.
   *
   * @param work address of the workplace
   * @param home commune of residence
   * @param placeless whether hardly any of these fields is filled
   */
  void write(
      Map<String, Object> form,
      PostalAddress work,
      DemoCommunes.Commune home,
      boolean placeless,
      boolean paper,
      Draw draw) {
    boolean same = work.commune().code().equals(home.code());
    double empty = difficulty.rate(Rates.MORE_EMPTY_ADDRESSES);
    double filled = placeless ? 0.75 + draw.unit() / 4 : empty + (1 - empty) * draw.unit();
    street(form, work, filled, paper, draw);
    DemoCommunes.Commune declared =
        draw.chance(wrong(Rates.WRONG_COMMUNE, Rates.NEIGHBOURING_COMMUNE))
            ? DemoCommunes.get().near(work.commune(), draw)
            : difficulty.chance(Rates.COMMUNE_OF_RESIDENCE, draw) ? home : work.commune();
    double place = draw.unit();
    double missing = placeless ? 0.15 : 0;
    if (place >= missing + (same ? Rates.CLT_MISSING_AT_HOME : Rates.CLT_MISSING_ELSEWHERE)) {
      form.put(Rp.CLT_X, commune(declared, paper, draw));
    }
    if (place >= missing + (same ? Rates.DLT_MISSING_AT_HOME : Rates.DLT_MISSING_ELSEWHERE)) {
      DemoCommunes.Departement departement = declared.departement();
      form.put(Rp.DLT_X, draw.chance(0.85) ? departement.code() : departement.name());
    }
    if (!draw.chance(Rates.ILT_MISSING)) {
      form.put(Rp.ILT_X, draw.chance(0.985) == same ? "1" : "2");
    }
    if (draw.chance(Rates.CLT_CODED)) {
      boolean residence = !form.containsKey(Rp.CLT_X) && difficulty.chance(1, draw);
      form.put(Rp.CLT_C_C, residence ? home.code() : declared.code());
    }
  }

  private double wrong(double rate, double more) {
    return Rates.scaled(rate + difficulty.rate(more), noise);
  }

  private void street(
      Map<String, Object> form, PostalAddress work, double filled, boolean paper, Draw draw) {
    NameLists words = NameLists.get();
    if (filled < 1 - Rates.NOMVOI_MISSING) {
      String street =
          draw.chance(wrong(Rates.WRONG_STREET, Rates.MORE_WRONG_STREETS))
              ? words.streetName(draw)
              : work.street();
      form.put(Rp.NOMVOI_X, misspeller.write(shortened(street, draw), paper, draw));
    }
    if (filled < 1 - Rates.TYPEVOI_MISSING) {
      form.put(Rp.TYPEVOI_X, draw.chance(0.72) ? work.type().abbreviated() : work.type().full());
    }
    if (filled < 1 - Rates.NUMVOI_MISSING && work.number() > 0) {
      int number =
          draw.chance(wrong(Rates.WRONG_NUMBER, Rates.MORE_WRONG_NUMBERS))
              ? Math.max(1, work.number() + draw.below(21) - 10)
              : work.number();
      form.put(Rp.NUMVOI_X, paper ? String.format("%04d", number) : Integer.toString(number));
      if (!work.repetition().isEmpty() || draw.chance(Rates.BISTER_FILLED / 4)) {
        form.put(Rp.BISTER_X, work.repetition().isEmpty() ? "B" : work.repetition());
      }
    }
    if (draw.chance(Rates.CPLADR_FILLED)) {
      form.put(
          Rp.CPLADR_X,
          work.complement().isEmpty()
              ? draw.oneOf("BP " + (10 + draw.below(900)), "ZI", "1ER ETAGE", "CENTRE VILLE")
              : work.complement());
    }
  }

  private static String shortened(String street, Draw draw) {
    if (!draw.chance(0.25)) {
      return street;
    }
    return street
        .replace("GENERAL", "GAL")
        .replace("MARECHAL", "MAL")
        .replace("SAINT ", "ST ")
        .replace("DOCTEUR", "DR")
        .replace("DE LA ", "");
  }

  private String commune(DemoCommunes.Commune commune, boolean paper, Draw draw) {
    String name =
        switch (draw.below(60)) {
          case 0 -> commune.departement().name();
          case 1 -> "GARE DE " + commune.town();
          case 2 -> commune.town() + " ET ENVIRONS";
          case 3 -> commune.town() + " CEDEX";
          case 4 -> commune.town() + " " + DemoCommunes.get().near(commune, draw).town();
          case 5 -> DemoCommunes.get().biggest(commune.departement().code()).town();
          case 6 -> Texts.truncate(commune.town(), 4 + draw.below(4));
          default -> draw.chance(0.5) ? commune.town() : commune.name();
        };
    String abbreviated =
        draw.chance(0.4)
            ? name.replaceAll("\\bSAINTE\\b", "STE").replaceAll("\\bSAINT\\b", "ST")
            : name;
    return misspeller.write(abbreviated, paper, draw);
  }

  /** Columns of {@code rp_geo}, or null where neither street nor commune is known. */
  Map<String, Object> geocode(Map<String, Object> form, PostalAddress work, Draw draw) {
    DemoCommunes.Commune coded = DemoCommunes.get().of((String) form.get(Rp.CLT_C_C));
    if (coded == null) {
      return null;
    }
    Map<String, Object> geo = new HashMap<>();
    geo.put(RpGeo.CABBI, form.get(Rp.CABBI));
    boolean found =
        form.containsKey(Rp.NOMVOI_X)
            && coded.code().equals(work.commune().code())
            && !draw.chance(wrong(Rates.GEOCODER_ASTRAY, Rates.GEOCODER_MORE_ASTRAY));
    boolean numbered = found && form.containsKey(Rp.NUMVOI_X);
    double metres = numbered ? 25 : found ? 130 : 900;
    double latitude = found ? work.latitude() : coded.latitude();
    double longitude = found ? work.longitude() : coded.longitude();
    geo.put(RpGeo.LATITUDE, latitude + draw.normal() * metres / 111_200);
    geo.put(
        RpGeo.LONGITUDE,
        longitude + draw.normal() * metres / 111_200 / Math.cos(Math.toRadians(coded.latitude())));
    geo.put(
        RpGeo.GEO_SCORE, numbered ? draw.between(0.7, 0.97) : found ? draw.between(0.5, 0.9) : 0.4);
    geo.put(RpGeo.GEO_TYPE, numbered ? "housenumber" : found ? "street" : "municipality");
    String town = coded.postcode() + " " + coded.name();
    geo.put(RpGeo.GEO_ADRESSE, found ? work.line() + " " + town : town);
    return geo;
  }
}
