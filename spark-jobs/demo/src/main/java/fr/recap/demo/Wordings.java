package fr.recap.demo;

import java.util.List;

/** What a worker calls the employer, its activity and the job, before errors of spelling. */
final class Wordings {
  private static final int TRIES = 6;
  private static final String[] VAGUE_BY_DEFAULT = {"SERVICES", "PRIVE", "ENTREPRISE", "SOCIETE"};

  private final double noise;

  Wordings(double noise) {
    this.noise = noise;
  }

  /** The employer's name as this colleague puts it. */
  String employer(Establishment e, Draw draw) {
    String wording =
        e.employer() != null && !draw.chance(Rates.LEGAL_NAME_OF_NAMED_EMPLOYER)
            ? ofNamedEmployer(e, draw)
            : ofFirm(e, draw);
    return Texts.orNull(wording) == null ? e.name() : wording;
  }

  private static String ofNamedEmployer(Establishment e, Draw draw) {
    for (int i = 0; i < TRIES; i++) {
      String pattern = e.employer().wordings().pick(draw);
      if (e.slots() != null || pattern.indexOf('{') < 0) {
        return e.slots() == null ? pattern : e.slots().fill(pattern);
      }
    }
    return e.name();
  }

  private static String ofFirm(Establishment e, Draw draw) {
    boolean branded = !e.brand().isEmpty();
    boolean withSigle = !e.sigle().isEmpty();
    String base =
        switch (draw.below(12)) {
          case 0, 1, 2 -> branded ? e.brand() : e.name();
          case 3 -> withSigle ? e.sigle() : withoutLegalForm(e.name());
          case 4 -> e.site().isEmpty() ? withoutLegalForm(e.name()) : e.site();
          case 5 -> firstWords(withoutLegalForm(e.name()), draw);
          case 6 -> draw.oneOf("SARL ", "ETS ", "STE ", "ENTREPRISE ") + withoutLegalForm(e.name());
          case 7, 8, 9 -> e.name();
          default -> withoutLegalForm(e.name());
        };
    return draw.chance(Rates.TOWN_APPENDED) && !base.contains(e.commune().town())
        ? base + " " + e.commune().town()
        : base;
  }

  private static String withoutLegalForm(String name) {
    String bare = name.replaceAll("\\b(SARL|SAS|EURL|SA|SNC|SASU|SCI|ASSOCIATION)\\b", " ");
    return bare.isBlank() ? name : bare.replaceAll(" +", " ").strip();
  }

  private static String firstWords(String name, Draw draw) {
    List<String> words = List.of(name.split(" ", -1));
    int kept = Math.max(1, words.size() - 1 - draw.below(2));
    return String.join(" ", words.subList(0, kept));
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
    List<String> own = activity.wordings();
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
