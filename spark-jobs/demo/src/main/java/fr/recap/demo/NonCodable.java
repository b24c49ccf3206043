package fr.recap.demo;

import java.util.List;

/** Why nothing on a form leads to an establishment of the register. */
enum NonCodable {
  /** Only a town where the employer should be. */
  TOWN_ONLY,
  /** Works for private persons. */
  PRIVATE_PERSON,
  /** A whole administration or just a kind of employer. */
  VAGUE_EMPLOYER,
  /** What was written can't be read. */
  UNREADABLE,
  /** Does not work any more. */
  RETIRED,
  /** Works abroad. */
  ABROAD,
  /** Several employers or a variable place. */
  VARIABLE,
  /** Looks like any other, but the register has no such establishment. */
  NOT_IN_REGISTER;

  private static final Weighted<NonCodable> SHARES =
      Weighted.of(List.of(values()), Rates.NON_CODABLE_KINDS);
  private static final Weighted<NonCodable> HARD_SHARES =
      Weighted.of(List.of(values()), Rates.HARD_NON_CODABLE_KINDS);
  private static final Weighted<String> VAGUE =
      Weighted.parse(
          "MINISTERE*42|ETAT*9|FONCTION PUBLIQUE*8|INTERIM*9|SOCIETE*4|ENTREPRISE*5|PRIVE*4|MAIRIE*3"
              + "|ADMINISTRATION*4|ASSOCIATION*5|ARMEE*3|RESTAURANT*4|MAGASIN*3|HOTEL*3|USINE*2"
              + "|FONCTION PUBLIQUE TERRITORIALE*3|SARL*3|COLLECTIVITE*2|SANS EMPLOYEUR*2|LUI MEME*3"
              + "|A MON COMPTE*3|CDD*1|CABINET*2|AUTO ENTREPRENEUR*4|PARTICULIER*2|BOULANGERIE*2");

  static NonCodable pick(Difficulty difficulty, Draw draw) {
    return draw.chance(difficulty.between(0, 1)) ? HARD_SHARES.pick(draw) : SHARES.pick(draw);
  }

  /** A whole administration or a kind of employer. */
  static String vague(Draw draw) {
    return VAGUE.pick(draw);
  }

  /** What stands where the employer should. */
  String employer(Establishment e, DemoCommunes.Commune home, Draw draw) {
    NameLists words = NameLists.get();
    return switch (this) {
      case TOWN_ONLY ->
          draw.oneOf("", "", "A ", "VILLE ", "DIVERS ")
              + (draw.chance(0.5) ? home.town() : e.commune().town());
      case PRIVATE_PERSON ->
          draw.oneOf(
              "PARTICULIER",
              "PARTICULIERS",
              "CHEZ PARTICULIERS",
              "MR ET MME " + words.surname(draw),
              "MME " + words.surname(draw),
              "PARTICULIER EMPLOYEUR",
              "FAMILLE " + words.surname(draw),
              words.surname(draw) + " " + words.givenName(draw),
              "CESU",
              "PAJEMPLOI");
      case VAGUE_EMPLOYER -> vague(draw);
      case UNREADABLE -> letters(draw);
      case RETIRED -> draw.oneOf("RETRAITE", "RETRAITEE", "SANS", "NEANT", "PLUS D ACTIVITE");
      case ABROAD -> words.slot("abroad", draw) + " " + Slots.invented(draw);
      case VARIABLE ->
          draw.oneOf(
              "PLUSIEURS EMPLOYEURS",
              "DIVERS EMPLOYEURS",
              "INTERIM",
              "INTERMITTENT",
              "DIFFERENTS CHANTIERS",
              "MULTI EMPLOYEURS",
              "REMPLACEMENTS",
              "SOCIETE INTERIM",
              "VACATAIRE");
      case NOT_IN_REGISTER -> null;
    };
  }

  /** Activity that goes with the kind, or null where the workplace's own is written. */
  String activity(Draw draw) {
    return switch (this) {
      case UNREADABLE -> draw.chance(0.5) ? letters(draw) : null;
      case RETIRED -> draw.oneOf("RETRAITE", "RETRAITEE", "NEANT", "SANS");
      case PRIVATE_PERSON -> Activities.get().of("9700Z").wordings().get(draw.below(5));
      default -> null;
    };
  }

  /** Whether the address and commune fields are mostly empty too. */
  boolean placeless() {
    return this != NOT_IN_REGISTER && this != PRIVATE_PERSON && this != ABROAD;
  }

  private static String letters(Draw draw) {
    StringBuilder letters = new StringBuilder();
    int length = 2 + draw.below(9);
    for (int i = 0; i < length; i++) {
      letters.append("AEIOUBCDFGLMNPRSTVXZ ".charAt(draw.below(21)));
    }
    return letters.toString().isBlank() ? "XX" : letters.toString().strip();
  }
}
