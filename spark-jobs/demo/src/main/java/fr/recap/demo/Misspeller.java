package fr.recap.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Writes text as hurried people do: abbreviations, phonetic and keyboard errors, lost words. */
final class Misspeller {
  private static final Map<String, String[]> ABBREVIATIONS =
      Map.ofEntries(
          Map.entry("SOCIETE", new String[] {"STE", "SOC"}),
          Map.entry("SAINT", new String[] {"ST"}),
          Map.entry("SAINTE", new String[] {"STE"}),
          Map.entry("ETABLISSEMENTS", new String[] {"ETS", "ETABL"}),
          Map.entry("ETABLISSEMENT", new String[] {"ETS", "ETAB"}),
          Map.entry("CENTRE", new String[] {"CTRE", "CTR", "CENT"}),
          Map.entry("HOSPITALIER", new String[] {"HOSP", "HOSPIT"}),
          Map.entry("DEPARTEMENT", new String[] {"DEP", "DEPT"}),
          Map.entry("DIRECTION", new String[] {"DIR"}),
          Map.entry("REGIONAL", new String[] {"REG"}),
          Map.entry("MINISTERE", new String[] {"MIN"}),
          Map.entry("EDUCATION", new String[] {"EDUC", "ED"}),
          Map.entry("NATIONALE", new String[] {"NAT", "NLE"}),
          Map.entry("ASSOCIATION", new String[] {"ASSO", "ASSOC", "ASS"}),
          Map.entry("ENTREPRISE", new String[] {"ENT", "ENTR", "ETSE"}),
          Map.entry("COMPAGNIE", new String[] {"CIE"}),
          Map.entry("SERVICE", new String[] {"SCE", "SERV"}),
          Map.entry("SERVICES", new String[] {"SCES", "SERV"}),
          Map.entry("ADMINISTRATIF", new String[] {"ADM", "ADMIN"}),
          Map.entry("ADMINISTRATIVE", new String[] {"ADM", "ADMIN"}),
          Map.entry("ADMINISTRATION", new String[] {"ADM", "ADMIN"}),
          Map.entry("COMMUNAUTE", new String[] {"CTE", "COM"}),
          Map.entry("COMMUNES", new String[] {"COM"}),
          Map.entry("CONSEIL", new String[] {"CONS"}),
          Map.entry("GENERAL", new String[] {"GAL", "GEN"}),
          Map.entry("GENERALE", new String[] {"GALE", "GEN"}),
          Map.entry("PROFESSEUR", new String[] {"PROF"}),
          Map.entry("PROFESSIONNEL", new String[] {"PRO", "PROF"}),
          Map.entry("PROFESSIONNELLE", new String[] {"PROF"}),
          Map.entry("RESPONSABLE", new String[] {"RESP"}),
          Map.entry("ASSISTANTE", new String[] {"ASS", "ASSIST"}),
          Map.entry("ASSISTANT", new String[] {"ASS", "ASSIST"}),
          Map.entry("TECHNICIEN", new String[] {"TECH", "TECHN"}),
          Map.entry("INGENIEUR", new String[] {"ING"}),
          Map.entry("AUXILIAIRE", new String[] {"AUX"}),
          Map.entry("COMMERCIAL", new String[] {"CIAL", "COM"}),
          Map.entry("AGENT", new String[] {"AGT"}),
          Map.entry("ENTRETIEN", new String[] {"ENTRET"}),
          Map.entry("RESTAURATION", new String[] {"RESTAU"}),
          Map.entry("RESTAURANT", new String[] {"REST", "RESTO"}),
          Map.entry("COMPTABLE", new String[] {"COMPTA"}),
          Map.entry("FABRICATION", new String[] {"FAB", "FABRIC"}),
          Map.entry("CONSTRUCTION", new String[] {"CONST", "CONSTRUCT"}),
          Map.entry("INDUSTRIELLE", new String[] {"INDUS"}),
          Map.entry("INDUSTRIEL", new String[] {"INDUS"}),
          Map.entry("ENSEIGNEMENT", new String[] {"ENSEIGN", "ENST"}),
          Map.entry("AUTOMOBILE", new String[] {"AUTO"}),
          Map.entry("ELECTRICITE", new String[] {"ELEC"}),
          Map.entry("TRANSPORTS", new String[] {"TRANSP", "TPTS"}),
          Map.entry("TRANSPORT", new String[] {"TRANSP"}),
          Map.entry("GENDARMERIE", new String[] {"GEND"}),
          Map.entry("SUPERMARCHE", new String[] {"SUPER"}),
          Map.entry("MAISON", new String[] {"MSON"}),
          Map.entry("BOULANGERIE", new String[] {"BOUL"}),
          Map.entry("INFORMATIQUE", new String[] {"INFO"}));

  /** How French ears and fingers err: replaced by, both ways where it is natural. */
  private static final String[][] PHONETIC = {
    {"LL", "L"},
    {"NN", "N"},
    {"TT", "T"},
    {"SS", "S"},
    {"MM", "M"},
    {"RR", "R"},
    {"FF", "F"},
    {"PP", "P"},
    {"PH", "F"},
    {"EAU", "O"},
    {"AU", "O"},
    {"QU", "K"},
    {"CH", "SH"},
    {"TION", "SION"},
    {"AI", "E"},
    {"EN", "AN"},
    {"AN", "EN"},
    {"Y", "I"},
    {"TH", "T"},
    {"C", "S"},
    {"S", "SS"},
    {"L", "LL"},
    {"N", "NN"},
    {"T", "TT"},
    {"IE", "I"},
    {"EUR", "EURE"},
    {"ER", "E"},
    {"GE", "G"},
    {"OU", "O"},
    {"ET", "AIT"}
  };

  private static final String[] ROWS = {"AZERTYUIOP", "QSDFGHJKLM", "WXCVBN"};

  /** What a scanner reads instead of a letter or two. */
  private static final String[][] SCANNED = {
    {"O", "0"},
    {"O", "D"},
    {"I", "1"},
    {"I", "L"},
    {"L", "I"},
    {"S", "5"},
    {"B", "8"},
    {"RN", "M"},
    {"M", "RN"},
    {"N", "H"},
    {"U", "V"},
    {"V", "U"},
    {"C", "G"},
    {"G", "C"},
    {"E", "F"},
    {"CL", "D"},
    {"Z", "2"},
    {"T", "I"},
    {"A", "R"},
    {"VV", "W"}
  };

  private final double noise;
  private final Difficulty difficulty;

  Misspeller(double noise, Difficulty difficulty) {
    this.noise = noise;
    this.difficulty = difficulty;
  }

  /** A text as one person writes it into a field. */
  String write(String text, boolean paper, Draw draw) {
    List<String> words = new ArrayList<>();
    double misspelt =
        Rates.scaled(
            (paper ? Rates.MISSPELT_WORD_PAPER : Rates.MISSPELT_WORD_INTERNET)
                * (1 + difficulty.rate(Rates.MORE_MISSPELT)),
            noise);
    double scanned = paper ? Rates.scaled(difficulty.rate(Rates.SCANNED_WORD), noise) : 0;
    boolean dropsLinks = draw.chance(Rates.scaled(Rates.DROPPED_LINK, noise));
    for (String word : text.split(" ", -1)) {
      boolean link = word.equals("DE") || word.equals("DU") || word.equals("DES");
      if (!(link && dropsLinks)) {
        String written = word(word, misspelt, draw);
        words.add(written.length() > 2 && draw.chance(scanned) ? scanned(written, draw) : written);
      }
    }
    if (words.size() > 1) {
      rearrange(words, draw);
    }
    double length = Rates.LENGTHS[draw.below(Rates.LENGTHS.length)];
    return Texts.truncate(String.join(" ", words).strip(), (int) length);
  }

  private String word(String word, double misspelt, Draw draw) {
    String[] shorter = ABBREVIATIONS.get(word);
    if (shorter != null && draw.chance(Rates.scaled(Rates.ABBREVIATED_WORD, noise))) {
      return shorter[draw.below(shorter.length)];
    }
    if (word.length() > 3 && draw.chance(misspelt)) {
      return misspell(word, draw);
    }
    return word;
  }

  private void rearrange(List<String> words, Draw draw) {
    int at = draw.below(words.size() - 1);
    double glued = Rates.GLUED_WORDS + difficulty.rate(Rates.MORE_GLUED_WORDS);
    if (draw.chance(Rates.scaled(glued, noise))) {
      words.set(at, words.get(at) + words.remove(at + 1));
    } else if (draw.chance(Rates.scaled(Rates.SWAPPED_WORDS, noise))) {
      words.add(at, words.remove(at + 1));
    } else if (draw.chance(Rates.scaled(Rates.SPLIT_WORD, noise))) {
      String word = words.get(at);
      int cut = word.length() / 2;
      words.set(at, word.length() > 5 ? word.substring(0, cut) + " " + word.substring(cut) : word);
    }
  }

  /** One spelling error in a word of at least two letters. */
  static String misspell(String word, Draw draw) {
    int at = 1 + draw.below(word.length() - 1);
    char letter = word.charAt(at);
    return switch (draw.below(7)) {
      case 0 -> word.substring(0, at) + word.substring(at + 1);
      case 1 -> word.substring(0, at) + letter + word.substring(at);
      case 2 -> word.substring(0, at - 1) + letter + word.charAt(at - 1) + word.substring(at + 1);
      case 3 -> word.substring(0, at) + neighbour(letter, draw) + word.substring(at + 1);
      default -> phonetic(word, draw);
    };
  }

  private static String scanned(String word, Draw draw) {
    return replaced(word, SCANNED, 0, draw);
  }

  private static String phonetic(String word, Draw draw) {
    return replaced(word, PHONETIC, 1, draw);
  }

  /** The word with the first pair that it has, from a random one on, replaced once. */
  private static String replaced(String word, String[][] pairs, int from, Draw draw) {
    int first = draw.below(pairs.length);
    for (int i = 0; i < pairs.length; i++) {
      String[] pair = pairs[(first + i) % pairs.length];
      int at = word.indexOf(pair[0], from);
      if (at >= 0) {
        return word.substring(0, at) + pair[1] + word.substring(at + pair[0].length());
      }
    }
    return word;
  }

  private static char neighbour(char letter, Draw draw) {
    for (String row : ROWS) {
      int at = row.indexOf(letter);
      if (at >= 0) {
        int next = at == 0 ? 1 : at == row.length() - 1 || draw.chance(0.5) ? at - 1 : at + 1;
        return row.charAt(next);
      }
    }
    return letter;
  }
}
