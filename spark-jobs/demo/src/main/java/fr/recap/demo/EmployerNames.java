package fr.recap.demo;

import java.util.List;
import java.util.stream.Collectors;

/** What a worker calls the employer, before errors of spelling. */
final class EmployerNames {
  private static final int TRIES = 6;
  private static final int LARGE = 50;
  private static final int SMALL = 10;

  private final Difficulty difficulty;

  EmployerNames(Difficulty difficulty) {
    this.difficulty = difficulty;
  }

  /** The employer's name as this colleague puts it. */
  String of(Establishment e, Draw draw) {
    String hard = hard(e, draw);
    if (Texts.orNull(hard) != null) {
      return hard;
    }
    String wording =
        e.employer() != null && !draw.chance(Rates.LEGAL_NAME_OF_NAMED_EMPLOYER)
            ? ofNamedEmployer(e, draw)
            : ofFirm(e, draw);
    return Texts.orNull(wording) == null ? e.name() : wording;
  }

  /** A name that the register does not have, or one that many have; null if it is neither. */
  private String hard(Establishment e, Draw draw) {
    double rate =
        e.staff() >= LARGE
            ? Rates.NAMED_BY_SERVICE_OF_LARGE
            : e.staff() >= SMALL || e.employer() != null ? Rates.NAMED_BY_SERVICE : 0;
    boolean service = difficulty.chance(rate, draw);
    if (service) {
      String name = NameLists.get().slot("service" + NafCodes.get().section(e.apet()), draw);
      return draw.chance(0.5) ? name : name + " " + e.commune().town();
    }
    if (!e.group().isEmpty() && difficulty.chance(Rates.NAMED_BY_GROUP, draw)) {
      return draw.chance(0.3) ? "GROUPE " + e.group() : e.group();
    }
    if (difficulty.chance(Rates.NAMED_VAGUELY, draw)) {
      return NonCodable.vague(draw);
    }
    if (difficulty.chance(Rates.NAMED_BY_TOWN, draw)) {
      return draw.oneOf("USINE DE ", "AGENCE DE ", "MAGASIN ", "SITE DE ", "") + e.commune().town();
    }
    if (e.employer() != null) {
      return null;
    }
    if (difficulty.chance(Rates.NAMED_BY_TRADE, draw)) {
      List<String> trades = Activities.get().of(e.apet()).names();
      return trades.get(draw.below(trades.size()));
    }
    if (e.staff() < SMALL && difficulty.chance(Rates.NAMED_BY_OWNER, draw)) {
      return draw.oneOf("MR ", "MME ", "CHEZ ", "M ") + NameLists.get().surname(draw);
    }
    List<String> words = LabelFragments.words(withoutLegalForm(e.name()));
    if (difficulty.chance(Rates.NAMED_BY_ONE_WORD, draw) && !words.isEmpty()) {
      return words.get(draw.below(words.size()));
    }
    if (difficulty.chance(Rates.NAMED_BY_INITIALS, draw) && words.size() > 1) {
      return words.stream().map(word -> word.substring(0, 1)).collect(Collectors.joining());
    }
    return null;
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
    boolean branded = !e.sign().isEmpty();
    boolean withSigle = !e.sigle().isEmpty();
    String base =
        switch (draw.below(12)) {
          case 0, 1, 2 -> branded ? e.sign() : e.name();
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
}
