package fr.recap.config;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A hierarchical nomenclature and how forms are coded to it.
 *
 * @param name short name, as in {@code train naf}
 * @param root {@code nct_id} of its root
 * @param inputs fields of a form, the main one first; {@code profession} stands for the first
 *     filled one of profs_x, profi_x and profa_x
 * @param truth column with the final code in the training forms; {@code profession_code} is the
 *     code that belongs to the profession
 * @param extraTexts CSV files of more labelled texts
 * @param relatedTexts CSV files or thesauri of texts without a code, by groups that mean the same
 * @param frequencies CSV file with how frequent the codes are; empty for none
 * @param vectors published version of word vectors that begin two more encoders, or {@link
 *     FasttextSettings#NEWEST}; empty for none
 * @param evaluationTruth column of the truth table with the true code
 * @param previousCode columns of the forms with the code of the previous automatic coder, of which
 *     a form has one filled; empty for none
 * @param previousCoder name of that coder; empty for {@code previous coder}
 * @param clerkCode columns of the forms with the code that a clerk gave, of which a form has one
 *     filled; empty for none
 * @param coded whether campaigns are coded to it
 * @param fills column of the output that gets the first code, {@link #PROFESSION_CODE} for that of
 *     the profession; empty for none
 * @param projections table of the projections
 * @param targetPrecision precision in [0, 1] that the automatic coding is to reach
 * @param withoutMainField whether a form without its main field gets codes by the others
 * @param learning how a training learns and chooses
 * @param model published version; empty for the newest
 */
public record NomenclatureSettings(
    String name,
    String root,
    List<String> inputs,
    String truth,
    List<String> extraTexts,
    List<String> relatedTexts,
    Optional<String> frequencies,
    Optional<String> vectors,
    String evaluationTruth,
    List<String> previousCode,
    Optional<String> previousCoder,
    List<String> clerkCode,
    boolean coded,
    Optional<String> fills,
    TableName projections,
    double targetPrecision,
    boolean withoutMainField,
    Learning learning,
    Optional<String> model)
    implements Serializable {
  /**
   * How a training learns and chooses.
   *
   * @param maximise what the weights of the features are chosen for: {@code top-1} or {@code top-5}
   */
  public record Learning(String maximise, Encoder encoder) implements Serializable {}

  /**
   * How an encoder is trained.
   *
   * @param dimensions of an embedding and of the common space; with vectors, theirs
   * @param subWords rows of the embeddings that character n-grams share
   * @param epochs at most
   * @param patience epochs without a better validation loss after which training stops
   * @param rate of Adagrad
   * @param dropout share of the tokens that a step leaves out
   * @param seeds how many encoders of different seeds a coder has, twice as many with vectors
   */
  public record Encoder(
      int dimensions,
      int subWords,
      int epochs,
      int patience,
      double rate,
      double dropout,
      int seeds)
      implements Serializable {}

  /** In {@code inputs}: the first filled one of profs_x, profi_x and profa_x. */
  public static final String PROFESSION = "profession";

  /** In {@code truth} and {@code fills}: the code that belongs to the profession. */
  public static final String PROFESSION_CODE = "profession_code";

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,30}");

  /** Names that other coders, endpoints and columns of the results have. */
  private static final List<String> TAKEN =
      List.of("siret", "siren", "noncodable", "non_codable", "cabbi", "vectors", "sirus", "form");

  /**
   * Whether what is coded is the profession of the form; else it is the activity of the workplace.
   */
  public boolean ofProfession() {
    return inputs.get(0).equals(PROFESSION);
  }

  private Object writeReplace() {
    return new SerializedRecord(this);
  }

  static NomenclatureSettings read(String name, Section section) {
    if (!NAME.matcher(name).matches() || TAKEN.contains(name)) {
      throw new ConfigException(
          "nomenclatures.%s: a nomenclature's name begins columns and paths, so that it has lower-case letters, digits and underscores, a letter first, and is none of %s"
              .formatted(name, String.join(", ", TAKEN)));
    }
    if (section.texts("inputs").isEmpty()) {
      throw section.wrong("inputs", "must name at least one field");
    }
    return new NomenclatureSettings(
        name,
        section.text("root"),
        section.texts("inputs"),
        section.text("truth"),
        section.texts("extra-texts"),
        section.texts("related-texts"),
        section.optionalText("frequencies"),
        section.optionalText("vectors"),
        section.text("evaluation-truth"),
        section.anyTexts("previous-code"),
        section.optionalText("previous-coder"),
        section.anyTexts("clerk-code"),
        section.flag("coded"),
        section.optionalText("fills"),
        section.table("projections"),
        section.share("target-precision"),
        section.flag("without-main-field"),
        learning(section.at("learning")),
        section.optionalText("model"));
  }

  private static Learning learning(Section section) {
    Section encoder = section.at("encoder");
    return new Learning(
        section.oneOf("maximise", List.of("top-1", "top-5")),
        new Encoder(
            encoder.integer("dimensions", 2, 512),
            encoder.integer("sub-words", 1, 2_000_000),
            encoder.integer("epochs", 1, 1000),
            encoder.integer("patience", 1, 1000),
            encoder.decimal("rate", 1e-4, 1),
            encoder.decimal("dropout", 0, 0.9),
            encoder.integer("seeds", 1, 5)));
  }
}
