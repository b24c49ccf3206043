package fr.recap.demo;

import fr.recap.tables.Sirus;
import fr.recap.tables.SirusGeo;
import java.util.HashMap;
import java.util.Map;

/** Columns of the register's tables for an establishment. */
final class RegisterRows {
  private static final int STAFF_DATE = 20251231;

  private RegisterRows() {}

  /** Columns of {@code sirus}. */
  static Map<String, Object> sirus(Establishment e) {
    Map<String, Object> row = new HashMap<>();
    row.put(Sirus.SIRUS_ID, e.siren());
    row.put(Sirus.NIC, e.nic());
    row.put(Sirus.APE, e.ape());
    row.put(Sirus.APET, e.apet());
    row.put(Sirus.EFF_3112_ET, e.staff());
    row.put(Sirus.EFF_ETP_ET, e.staff() * 0.9);
    row.put(Sirus.EFF_ET_EFFET_DAAAAMMJJ, STAFF_DATE);
    row.put(Sirus.ENSEIGNE_ET1, cut(e.brand(), 50));
    row.put(Sirus.NOM_COMM_ET, cut(site(e), 40));
    names(row, e);
    address(row, e);
    row.put(Sirus.NIC_SIEGE, e.seatNic());
    row.put(Sirus.EFF_3112_UNITELEGALE, e.staff() * e.sites());
    row.put(Sirus.EFF_ETP_UNITELEGALE, e.staff() * e.sites() * 0.9);
    row.put(Sirus.EFF_EFFET_DAAAAMMJJ_UNITELEGALE, STAFF_DATE);
    row.put(Sirus.REGION_MULT, e.sites() > 8 ? "1" : "0");
    row.put(Sirus.TR_EFF_ETP, sizeClass(e.staff()));
    row.put(Sirus.CJ, e.cj());
    return row;
  }

  private static void names(Map<String, Object> row, Establishment e) {
    row.put(Sirus.DENOM, cut(e.name(), 120));
    row.put(Sirus.DENOM_CONDENSE, cut(e.name(), 38));
    row.put(Sirus.SIGLE, cut(e.sigle(), 20));
    row.put(Sirus.ENSEIGNE, cut(e.nic().equals(e.seatNic()) ? e.brand() : "", 50));
    row.put(Sirus.UNITE_TYPE, e.cj().equals("1000") ? "1" : "2");
    row.put(Sirus.ADR_ET_L1, cut(e.name(), 38));
    row.put(Sirus.ADR_ET_L2, cut(site(e).isEmpty() ? e.brand() : site(e), 38));
  }

  private static String site(Establishment e) {
    return e.siteRegistered() ? e.site() : "";
  }

  private static void address(Map<String, Object> row, Establishment e) {
    PostalAddress at = e.address();
    String number = at.number() > 0 ? Integer.toString(at.number()) : null;
    row.put(Sirus.ADR_ET_LOC_GEO, at.commune().code() + "0000000000");
    row.put(Sirus.ADR_ET_COMPL, Texts.orNull(at.complement()));
    row.put(Sirus.ADR_ET_VOIE_NUM, number);
    row.put(Sirus.ADR_ET_VOIE_REPET, Texts.orNull(at.repetition()));
    row.put(Sirus.ADR_ET_VOIE_TYPE, Texts.orNull(at.type().abbreviated()));
    row.put(Sirus.ADR_ET_VOIE_LIB, Texts.orNull(at.street()));
    row.put(Sirus.SIR_ADR_ET_COM_LIB, at.town());
    row.put(Sirus.ADR_ET_POST, at.postcode());
    row.put(Sirus.ADR_ET_L3, cut(at.complement(), 38));
    row.put(Sirus.ADR_ET_L4, cut(at.line(), 38));
    row.put(Sirus.ADR_ET_L6, at.postcode() + " " + at.town());
    row.put(Sirus.ADR_ET_L7, "FRANCE");
    row.put(Sirus.X, at.longitude());
    row.put(Sirus.Y, at.latitude());
    row.put(Sirus.QUAL, "1");
    String region = at.commune().departement().region();
    row.put(Sirus.REGION, region);
    row.put(Sirus.REGION_IMPL, region);
    row.put(Sirus.ADR_DEPCOM, at.commune().code());
  }

  /** Columns of {@code sirus_geo}. */
  static Map<String, Object> geo(Establishment e) {
    Map<String, Object> row = new HashMap<>();
    PostalAddress at = e.address();
    row.put(SirusGeo.SIRUS_ID, e.siren());
    row.put(SirusGeo.NIC, e.nic());
    row.put(SirusGeo.LONGITUDE, at.longitude());
    row.put(SirusGeo.LATITUDE, at.latitude());
    row.put(SirusGeo.GEO_SCORE, at.number() > 0 ? 0.95 : 0.8);
    row.put(SirusGeo.GEO_TYPE, at.number() > 0 ? "housenumber" : "street");
    row.put(SirusGeo.GEO_ADRESSE, Texts.join(at.line(), at.postcode(), at.town()));
    return row;
  }

  private static String cut(String text, int length) {
    return Texts.orNull(Texts.truncate(text, length));
  }

  private static String sizeClass(int staff) {
    return staff < 1 ? "00" : staff < 10 ? "03" : staff < 50 ? "12" : staff < 250 ? "22" : "41";
  }
}
