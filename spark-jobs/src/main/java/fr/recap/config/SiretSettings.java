package fr.recap.config;

import fr.recap.udfs.codes.Identifier;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;

/**
 * Matching of employers to establishments.
 *
 * @param plan how candidates are searched for
 * @param activity name of the nomenclature whose predicted codes are compared with the activities
 *     of establishments
 * @param register published version of the register's index, for the plan register; empty for the
 *     newest
 * @param exactMatches plans compact and register: no search for forms whose employer and commune
 *     name one establishment
 * @param ranking how they are put in order
 * @param encoder also rank by the cosine of the pair encoder, which is then trained before
 * @param deadClauses also send the clauses of the original's queries that never worked
 * @param historyTrustsSiretc also take the previous coder's SIRET as evidence in the history
 * @param checkSiren whether a SIRET whose SIREN fails its check is no evidence in the history
 * @param trainingSample forms on which coefficients and the automatic coding are trained
 * @param targetPrecision precision in [0, 1] that the automatic coding is to reach
 * @param learning how a training learns
 * @param model published version; empty for the newest
 */
public record SiretSettings(
    Plan plan,
    String activity,
    Optional<String> register,
    boolean exactMatches,
    Ranking ranking,
    boolean encoder,
    boolean deadClauses,
    boolean historyTrustsSiretc,
    boolean checkSiren,
    int trainingSample,
    double targetPrecision,
    Learning learning,
    Optional<String> model)
    implements Serializable {

  /**
   * How a training learns.
   *
   * @param maximise what the trees that rank maximise: {@code ndcg}, {@code map} or {@code
   *     pairwise}
   * @param ranking trees that put candidates in order
   * @param decisions trees that tell how sure the first one is
   * @param leaveOut features that the trees are not to read, by their name or kind
   */
  public record Learning(String maximise, Trees ranking, Trees decisions, List<String> leaveOut)
      implements Serializable {}

  /**
   * Gradient-boosted trees.
   *
   * @param depth of a tree, at most
   * @param rounds trees that are trained
   * @param rate share of what a tree says that is added
   */
  public record Trees(int depth, int rounds, double rate) implements Serializable {
    private static Trees read(Section section) {
      return new Trees(
          section.integer("depth", 1, 12),
          section.integer("rounds", 1, 5000),
          section.decimal("rate", 1e-4, 1));
    }
  }

  /** How candidates are searched for. */
  public enum Plan {
    /** The eleven searches of the original system. */
    ORIGINAL,
    /** One search of names, one of the largest workplaces, one of earlier forms. */
    COMPACT,
    /** Searches in an index of the register that each machine maps. */
    REGISTER
  }

  /** How candidates are put in order. */
  public enum Ranking {
    /** The original's score: similarity, times found, score of the activity. */
    FORMULA,
    /** Gradient-boosted trees on features of the form and the candidate. */
    TREES
  }

  private Object writeReplace() {
    return new SerializedRecord(this);
  }

  /** The original's way: its searches and its formula. */
  public SiretSettings original() {
    return new SiretSettings(
        Plan.ORIGINAL,
        activity,
        register,
        exactMatches,
        Ranking.FORMULA,
        encoder,
        deadClauses,
        historyTrustsSiretc,
        checkSiren,
        trainingSample,
        targetPrecision,
        learning,
        model);
  }

  /** These with a version of the register's index. */
  public SiretSettings withRegister(String version) {
    return new SiretSettings(
        plan,
        activity,
        Optional.of(version),
        exactMatches,
        ranking,
        encoder,
        deadClauses,
        historyTrustsSiretc,
        checkSiren,
        trainingSample,
        targetPrecision,
        learning,
        model);
  }

  /** Whether an encoder is trained: the formula has no use for one. */
  public boolean encodes() {
    return encoder && ranking == Ranking.TREES;
  }

  /** Whether forms are looked up by name and commune before they are searched for. */
  public boolean looksUpExactly() {
    return exactMatches && plan != Plan.ORIGINAL;
  }

  /** What a SIRET of an earlier form must be to count. */
  public Identifier evidence() {
    return checkSiren ? Identifier.CHECKED_SIRET : Identifier.SIRET;
  }

  static SiretSettings read(Section section) {
    return new SiretSettings(
        section.choice("plan", Plan.class),
        section.text("activity"),
        section.optionalText("register"),
        section.flag("exact-matches"),
        section.choice("ranking", Ranking.class),
        section.flag("encoder"),
        section.flag("dead-clauses"),
        section.flag("history-trusts-siretc"),
        section.flag("check-siren"),
        section.integer("training-sample", 10, 10_000_000),
        section.share("target-precision"),
        learning(section),
        section.optionalText("model"));
  }

  private static Learning learning(Section siret) {
    Section section = siret.at("learning");
    List<String> leaveOut = section.texts("leave-out");
    if (!leaveOut.isEmpty() && siret.choice("ranking", Ranking.class) == Ranking.FORMULA) {
      throw section.wrong(
          "leave-out",
          "has nothing to leave out of: the formula (siret.ranking) reads no features");
    }
    return new Learning(
        section.oneOf("maximise", List.of("ndcg", "map", "pairwise")),
        Trees.read(section.at("ranking")),
        Trees.read(section.at("decisions")),
        leaveOut);
  }
}
