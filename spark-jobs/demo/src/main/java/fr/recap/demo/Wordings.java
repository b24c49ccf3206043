package fr.recap.demo;

import java.util.List;

/** What a worker calls the activity of the workplace and the job, before errors of spelling. */
final class Wordings {
  /** Wordings of each activity and post that everybody knows. */
  private static final int USUAL = 2;

  private static final String[] VAGUE_BY_DEFAULT = {"SERVICES", "PRIVE", "ENTREPRISE", "SOCIETE"};

  private final double noise;
  private final Difficulty difficulty;
  private final boolean lastYear;

  /**
   * @param lastYear whether the forms are of the year before the campaign, which lacks some
   *     wordings
   */
  Wordings(double noise, Difficulty difficulty, boolean lastYear) {
    this.noise = noise;
    this.difficulty = difficulty;
    this.lastYear = lastYear;
  }

  /** The activity of the workplace; sometimes vague, sometimes a neighbouring one's. */
  String activity(Establishment e, Draw draw) {
    String code = e.apet();
    if (draw.chance(Rates.scaled(Rates.VAGUE_ACTIVITY, noise))) {
      return vague(NafCodes.get().section(code), draw);
    }
    if (draw.chance(Rates.scaled(Rates.WRONG_ACTIVITY, noise))) {
      code = sibling(code, draw);
    }
    Activities.Activity activity = Activities.get().of(code);
    List<String> words = known(Activities.get().everyday(code));
    if (!words.isEmpty() && difficulty.chance(Rates.EVERYDAY_ACTIVITY, draw)) {
      return words.get(draw.below(words.size()));
    }
    List<String> own = known(activity.wordings());
    if (own.isEmpty() || draw.chance(0.14)) {
      return fromLabel(NafCodes.get().node(code), draw);
    }
    String wording = own.get((int) (own.size() * Math.pow(draw.unit(), 1.25)));
    return switch (draw.below(30)) {
      case 0 -> wording + " " + own.get(draw.below(own.size()));
      case 1 -> wording + " ET " + own.get(draw.below(own.size()));
      case 2 -> draw.oneOf("ENTREPRISE DE ", "SECTEUR ", "SOCIETE DE ", "SERVICE ") + wording;
      case 3 -> LabelFragments.words(wording).stream().findFirst().orElse(wording);
      case 4 -> activity.names().get(draw.below(activity.names().size()));
      case 5 -> wording + " " + e.commune().town();
      case 6 -> wording + " " + draw.oneOf("PRIVE", "PUBLIC", "TOUS TYPES", "GENERALE", "DIVERS");
      default -> wording;
    };
  }

  /** The wordings that people of the year use: the first ones are too usual to be new. */
  private List<String> known(List<String> wordings) {
    return lastYear
        ? wordings.stream().filter(w -> !isNew(wordings.indexOf(w), w)).toList()
        : wordings;
  }

  private boolean isNew(int position, String wording) {
    return position >= USUAL
        && difficulty.chance(Rates.NEW_WORDING, Draw.of(0, "new wording", wording));
  }

  private static String fromLabel(NafCodes.Node leaf, Draw draw) {
    List<String> pieces = LabelFragments.of(leaf.label());
    String piece = pieces.get(draw.below(pieces.size()));
    List<String> words = LabelFragments.words(piece);
    if (words.isEmpty()) {
      return piece;
    }
    return switch (draw.below(8)) {
      case 0, 1 -> Texts.capitals(leaf.label().replaceAll("\\([^)]*\\)", " "));
      case 2 -> String.join(" ", words);
      case 3 -> String.join(" ", words.subList(Math.max(0, words.size() - 2), words.size()));
      case 4 -> words.get(words.size() - 1) + " " + words.get(0);
      case 5 -> String.join(" ", words.subList(0, Math.min(2, words.size())));
      default -> piece;
    };
  }

  private static String sibling(String code, Draw draw) {
    List<NafCodes.Node> leaves =
        NafCodes.get().leaves().stream()
            .filter(leaf -> leaf.code().startsWith(code.substring(0, 2)))
            .toList();
    return leaves.isEmpty() ? code : leaves.get(draw.below(leaves.size())).code();
  }

  private static String vague(String section, Draw draw) {
    return switch (section) {
      case "A" -> draw.oneOf("AGRICULTURE", "AGRICOLE", "TERRE");
      case "C" -> draw.oneOf("INDUSTRIE", "USINE", "FABRICATION", "PRODUCTION", "METALLURGIE");
      case "F" -> draw.oneOf("BATIMENT", "BTP", "TRAVAUX", "ARTISANAT");
      case "G" -> draw.oneOf("COMMERCE", "VENTE", "NEGOCE", "MAGASIN", "DISTRIBUTION");
      case "H" -> draw.oneOf("TRANSPORT", "TRANSPORTS", "LOGISTIQUE");
      case "I" -> draw.oneOf("RESTAURATION", "TOURISME", "HOTELLERIE RESTAURATION");
      case "K" -> draw.oneOf("FINANCE", "TERTIAIRE", "BANQUE ASSURANCE");
      case "O" -> draw.oneOf("ADMINISTRATION", "FONCTION PUBLIQUE", "SERVICE PUBLIC", "PUBLIC");
      case "P" -> draw.oneOf("EDUCATION", "ENSEIGNEMENT", "FORMATION", "SERVICE PUBLIC");
      case "Q" -> draw.oneOf("SANTE", "SOCIAL", "SOINS", "SANITAIRE ET SOCIAL", "MEDICO SOCIAL");
      default -> VAGUE_BY_DEFAULT[draw.below(VAGUE_BY_DEFAULT.length)];
    };
  }

  /** The profession. */
  String profession(Professions.Post post, Establishment e, Draw draw) {
    if (draw.chance(Rates.scaled(Rates.VAGUE_PROFESSION, noise))) {
      return draw.oneOf(
          "EMPLOYE",
          "EMPLOYEE",
          "SALARIE",
          "OUVRIER",
          "CADRE",
          "AGENT",
          "FONCTIONNAIRE",
          "TECHNICIEN",
          "RESPONSABLE",
          "CONTRACTUEL");
    }
    String wording = post.wordings().pick(draw);
    if (lastYear && isNew(post.wordings().values().indexOf(wording), wording)) {
      wording = Texts.truncate(Texts.capitals(post.label()), 45);
    }
    if (!draw.chance(Rates.PROFESSION_DETAIL)) {
      return wording;
    }
    List<String> activities = Activities.get().of(e.apet()).wordings();
    String context =
        activities.isEmpty() ? e.commune().town() : activities.get(draw.below(activities.size()));
    return switch (draw.below(7)) {
      case 0 -> wording + " EN CDD";
      case 1 -> wording + " " + draw.oneOf("QUALIFIE", "CONFIRME", "TITULAIRE", "PRINCIPAL");
      case 2 ->
          wording + " " + draw.oneOf("A TEMPS PARTIEL", "INTERIMAIRE", "STAGIAIRE", "DE NUIT");
      case 3 -> wording + " " + draw.oneOf("1ERE CLASSE", "2EME CLASSE", "N2", "ECHELON 3");
      case 4 -> draw.oneOf("APPRENTI ", "CHEF ", "RESPONSABLE ", "AIDE ") + wording;
      case 5 -> wording + " / " + post.wordings().pick(draw);
      default -> wording + " " + context;
    };
  }
}
