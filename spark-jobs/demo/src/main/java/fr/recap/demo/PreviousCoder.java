package fr.recap.demo;

import fr.recap.tables.Rp;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The coder of earlier years, with its mistakes, and the clerks and decisions that follow it. */
final class PreviousCoder {
  private final Universe universe;
  private final Difficulty difficulty;
  private final long seed;

  /**
   * @param seed of the clerks' habits
   */
  PreviousCoder(Universe universe, Difficulty difficulty, long seed) {
    this.universe = universe;
    this.difficulty = difficulty;
    this.seed = seed;
  }

  /** What the previous coder wrote: columns of {@link SyntheticCampaign#FORMS}. */
  Map<String, Object> code(Answer answer, Map<String, Object> declared, Draw draw) {
    Map<String, Object> coded = new HashMap<>();
    String siretc = siretc(answer, draw);
    boolean right = siretc != null && siretc.equals(answer.siret());
    boolean sure =
        siretc != null
            && draw.chance(
                right
                    ? difficulty.between(Rates.SURE_THOUGH_RIGHT, Rates.HARD_SURE_THOUGH_RIGHT)
                    : difficulty.between(Rates.SURE_THOUGH_WRONG, Rates.HARD_SURE_THOUGH_WRONG));
    coded.put(Rp.SIRETC, siretc);
    coded.put(Rp.I_MCA_C, sure ? "C" : siretc != null ? "D" : draw.chance(0.8) ? "E" : null);
    if (siretc != null) {
      double quality = sure ? 0.72 : 0.45;
      coded.put(Rp.NOTE_MCA_ADR_C, round(quality + 0.25 * (draw.unit() - 0.4)));
      coded.put(Rp.NOTE_MCA_NOM_C, round(quality + 0.28 * (draw.unit() - 0.4)));
    }
    if (declared.containsKey(Rp.ACTET_X) && draw.chance(Rates.SICORE_ACTIVITY)) {
      String near = sibling(answer.naf(), draw);
      coded.put(Rp.ACTET_C_C, draw.chance(Rates.SICORE_ACTIVITY_RIGHT) ? answer.naf() : near);
    }
    coded.put(Rp.I_ACTET_C, coded.containsKey(Rp.ACTET_C_C) ? "1" : "0");
    for (String field : List.of("profs", "profi", "profa")) {
      if (declared.containsKey(field + "_x")) {
        boolean professionCoded = draw.chance(Rates.SICORE_PROFESSION);
        coded.put("i_" + field + "_c", professionCoded ? "1" : "0");
        if (professionCoded) {
          coded.put(field + "_c_c", profession(answer, (String) declared.get(Rp.CABBI)));
        }
      }
    }
    return coded;
  }

  /** The post, or another one of the same activity. */
  private String profession(Answer answer, String cabbi) {
    Draw draw = Draw.of(seed, "profession by sicore", cabbi);
    boolean right = answer.pcs() != null && draw.chance(Rates.SICORE_PROFESSION_RIGHT);
    return right ? answer.pcs() : Professions.get().employees(answer.naf()).pick(draw).code();
  }

  private String siretc(Answer answer, Draw draw) {
    if (answer.kind() != null) {
      return draw.chance(Rates.MCA_MISSING_NON_CODABLE)
          ? null
          : universe.establishment(universe.workplace(draw)).siret();
    }
    double outcome = draw.unit();
    if (outcome < Rates.MCA_MISSING) {
      return null;
    }
    if (outcome < Rates.MCA_MISSING + Rates.MCA_RIGHT) {
      return answer.siret();
    }
    return universe.establishment(universe.confusable(answer.workplace(), draw)).siret();
  }

  /** What clerks wrote and what was decided in the end: columns of {@code rp}. */
  Map<String, Object> decide(
      long index,
      Answer answer,
      Map<String, Object> declared,
      Map<String, Object> coded,
      Draw draw) {
    long clerk = index / Rates.FORMS_A_CLERK;
    Map<String, Object> decided = new HashMap<>();
    String siretc = (String) coded.get(Rp.SIRETC);
    boolean right = answer.siret() != null && answer.siret().equals(siretc);
    boolean automatic = right && !draw.chance(Rates.CHECKED_THOUGH_RIGHT);
    boolean accepted =
        automatic || (siretc != null && !right && draw.chance(Rates.FINAL_CODE_WRONG * 4));
    if (accepted) {
      decided.put(Rp.SIRET_DEC, answer.kind() == null ? siretc : null);
    } else {
      String found = found(clerk, answer, draw);
      decided.put(Rp.SIRETM, found);
      decided.put(Rp.SIRET_DEC, found);
      decided.put(Rp.I_SIRET_M, found == null ? "0" : "1");
    }
    boolean byHand = !automatic && draw.chance(0.9);
    if (answer.nafKnown()) {
      boolean wrong = draw.chance(Rates.FINAL_ACTIVITY_WRONG);
      decided.put(Rp.ACTET_C, wrong ? sibling(answer.naf(), draw) : habit(clerk, answer.naf()));
      decided.put(Rp.I_REPRISE_ACT, byHand ? "V" : null);
    }
    if (answer.pcsField() != null) {
      boolean wrong = draw.chance(Rates.FINAL_PROFESSION_WRONG);
      decided.put(
          answer.pcsField(),
          wrong ? Professions.get().employees(answer.naf()).pick(draw).code() : answer.pcs());
      boolean recoded = !"1".equals(coded.get("i_" + answer.pcsField()));
      decided.put(Rp.I_REPRISE_PROF, recoded ? "V" : null);
    }
    return decided;
  }

  /** What a clerk finds: the true establishment, another one, or none though there is one. */
  private String found(long clerk, Answer answer, Draw draw) {
    double care = 2 * Draw.of(seed, "clerk", clerk).unit();
    if (answer.siret() == null || !difficulty.chance(Rates.CLERK_ERRS * care, draw)) {
      return answer.siret();
    }
    Establishment work = answer.workplace();
    return switch (draw.below(3)) {
      case 0 -> null;
      case 1 -> work.siren() + work.seatNic();
      default -> universe.establishment(universe.confusable(work, draw)).siret();
    };
  }

  /** The activity, or the one that this clerk always takes it for. */
  private String habit(long clerk, String naf) {
    Draw habit = Draw.of(seed, "habit " + clerk, naf);
    return difficulty.chance(Rates.CLERKS_HABIT, habit) ? sibling(naf, habit) : naf;
  }

  private static String sibling(String naf, Draw draw) {
    List<String> near =
        NafCodes.get().leaves().stream()
            .map(NafCodes.Node::code)
            .filter(code -> code.startsWith(naf.substring(0, 3)))
            .toList();
    return near.isEmpty() ? naf : near.get(draw.below(near.size()));
  }

  private static double round(double note) {
    return Math.round(Math.min(1, Math.max(0, note)) * 1000) / 1000.0;
  }

  /**
   * The right answer for a form.
   *
   * @param workplace the true establishment, of the register or not
   * @param kind why the form is not codable, or null
   * @param naf activity of the workplace
   * @param nafKnown whether the form tells the activity
   * @param pcs post, or null
   * @param pcsField the column of {@code rp} that the post fills, or null
   */
  record Answer(
      Establishment workplace,
      NonCodable kind,
      String naf,
      boolean nafKnown,
      String pcs,
      String pcsField) {
    /** Null for a form that is not codable. */
    String siret() {
      return kind == null ? workplace.siret() : null;
    }
  }
}
