package fr.recap.siret;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import fr.recap.geocoding.Communes;
import fr.recap.tables.Rp;
import fr.recap.udfs.address.HouseNumber;
import fr.recap.udfs.address.HouseNumbers;
import fr.recap.udfs.address.Streets;
import fr.recap.udfs.codes.Naf;
import fr.recap.udfs.text.Acronyms;
import fr.recap.udfs.text.TextCleaner;
import fr.recap.udfs.text.Words;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;

/**
 * What a form gives to search by. Texts are never null; an empty one was not declared or says
 * nothing.
 *
 * @param name employer: abbreviations expanded, without legal forms and stop words
 * @param declaredName employer as it was written
 * @param acronym initials of the employer, at least three, in lower case
 * @param activity words of the activity without stop words
 * @param profession words of the first profession that is filled, without stop words
 * @param street street name in lower case with its type in full
 * @param number house number without zeros
 * @param communeName name of the workplace's commune, in lower case
 * @param communeCode its code, five characters: the coded one; else that of the residence for
 *     people who work there; else the one that geocoding found, if it is sure
 * @param departement département of the workplace as it was written
 * @param division first two digits of the first predicted activity
 * @param latitude degrees north; null without coordinates
 * @param longitude degrees east; null without coordinates
 */
record FormQuery(
    String cabbi,
    String name,
    String declaredName,
    String acronym,
    String activity,
    String profession,
    String street,
    String number,
    String communeName,
    String communeCode,
    String departement,
    String division,
    Double latitude,
    Double longitude) {

  /** Names of the values that templates may use. */
  static final Set<String> PLACEHOLDERS =
      Set.of(
          "name",
          "declared_name",
          "acronym",
          "activity",
          "profession",
          "street",
          "number",
          "commune_name",
          "commune_code",
          "departement",
          "division",
          "location");

  /** Columns that tell the employer's name and its commune. */
  static final List<String> NAME_AND_COMMUNE =
      List.of(
          Rp.RS_X,
          Rp.CLT_C_C,
          Rp.ILT_X,
          Rp.DEPCOM_CODE,
          MatchInput.COMMUNE,
          MatchInput.COMMUNE_SCORE);

  private static final String IN_COMMUNE_OF_RESIDENCE = "1";

  /**
   * A geocoded commune below this score is left out: its name still searches, whereas a wrong code
   * speaks for the wrong establishments. At this score 99.5 % of the communes that {@code bench
   * places} spells and that are taken (85 %) are right, and 0.2 % of texts that mean none are
   * taken.
   */
  private static final double SURE_COMMUNE = 0.8;

  /** Reads a form with the columns of {@link MatchInput}. */
  static FormQuery of(Row form) {
    String name = name(form);
    HouseNumber number = HouseNumbers.parse(Rows.text(form, Rp.NUMVOI_X));
    TextCleaner words = TextCleaner.unstemmed();
    Double latitude = Rows.number(form, MatchInput.LATITUDE);
    Double longitude = Rows.number(form, MatchInput.LONGITUDE);
    boolean located = latitude != null && longitude != null;
    return new FormQuery(
        Rows.text(form, Rp.CABBI),
        name,
        Rows.text(form, Rp.RS_X),
        orEmpty(Acronyms.of(name)),
        words.clean(Rows.text(form, Rp.ACTET_X)),
        profession(form),
        Streets.normalize(Rows.text(form, Rp.TYPEVOI_X), Rows.text(form, Rp.NOMVOI_X)).strip(),
        number == null ? "" : number.number(),
        String.join(" ", Words.of(Rows.text(form, Rp.CLT_X))),
        communeCode(form),
        Rows.text(form, Rp.DLT_X),
        division(form),
        located ? latitude : null,
        located ? longitude : null);
  }

  /** Whether anything tells who the employer is; a place alone leads to anybody. */
  boolean isBlank() {
    return name.isEmpty() && activity.isEmpty() && profession.isEmpty();
  }

  /** Values by placeholder; empty ones are absent. */
  Map<String, JsonNode> values() {
    Map<String, String> texts =
        Map.ofEntries(
            Map.entry("name", name),
            Map.entry("declared_name", declaredName),
            Map.entry("acronym", acronym),
            Map.entry("activity", activity),
            Map.entry("profession", profession),
            Map.entry("street", street),
            Map.entry("number", number),
            Map.entry("commune_name", communeName),
            Map.entry("commune_code", communeCode),
            Map.entry("departement", departement),
            Map.entry("division", division));
    Map<String, JsonNode> values =
        texts.entrySet().stream()
            .filter(entry -> !entry.getValue().isEmpty())
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey,
                    entry -> JsonNodeFactory.instance.textNode(entry.getValue()),
                    (first, second) -> first,
                    HashMap::new));
    if (latitude != null) {
      values.put(
          "location",
          JsonNodeFactory.instance.objectNode().put("lat", latitude).put("lon", longitude));
    }
    return values;
  }

  /**
   * The first profession that is filled, as {@link #profession()}, of a form that has the columns
   * of all three.
   */
  static String profession(Row form) {
    return Stream.of(Rp.PROFS_X, Rp.PROFI_X, Rp.PROFA_X)
        .map(column -> Rows.text(form, column))
        .filter(text -> !text.isEmpty())
        .findFirst()
        .map(TextCleaner.unstemmed()::clean)
        .orElse("");
  }

  /** The employer of a form that has the column {@code rs_x}, as {@link #name()}. */
  static String name(Row form) {
    return TextCleaner.forNames().clean(Rows.text(form, Rp.RS_X));
  }

  /** The commune of a form that has the columns {@link #NAME_AND_COMMUNE}. */
  static String communeCode(Row form) {
    String coded = Rows.text(form, Rp.CLT_C_C);
    if (!coded.isEmpty()) {
      return coded;
    }
    boolean residence = Rows.text(form, Rp.ILT_X).equals(IN_COMMUNE_OF_RESIDENCE);
    return residence ? Rows.text(form, Rp.DEPCOM_CODE) : geocoded(form);
  }

  private static String geocoded(Row form) {
    String commune = Rows.text(form, MatchInput.COMMUNE);
    Double score = Rows.number(form, MatchInput.COMMUNE_SCORE);
    boolean sure = score != null && score >= SURE_COMMUNE;
    return sure && !Communes.hasArrondissements(commune) ? commune : "";
  }

  private static String division(Row form) {
    List<String> codes = Rows.list(form, MatchInput.NAF_CODES);
    return codes.isEmpty() ? "" : orEmpty(Naf.division(codes.get(0)));
  }

  private static String orEmpty(String text) {
    return text == null ? "" : text;
  }
}
