package fr.recap.geocoding;

import java.util.Locale;

/** Why a text leads to no commune. */
public enum Refusal {
  EMPTY("no commune is declared"),
  COUNTRY("not a commune: a country or a place abroad"),
  REGION("not a commune: a region"),
  DEPARTEMENT("not a commune: a département"),
  SEVERAL("not a commune: several places"),
  VAGUE("not a commune: no place"),
  AMBIGUOUS("several communes are as likely"),
  UNKNOWN("no commune of such a name or code");

  private final String reason;

  Refusal(String reason) {
    this.reason = reason;
  }

  /** One phrase, the same for all texts that are refused for it. */
  public String reason() {
    return reason;
  }

  static Refusal ofKind(String kind) {
    return kind.equals("abroad") || kind.equals("beyond")
        ? COUNTRY
        : valueOf(kind.toUpperCase(Locale.ROOT));
  }
}
