package fr.recap.siret;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import fr.recap.forms.CodedForm;
import fr.recap.forms.Form;
import fr.recap.forms.Location;
import fr.recap.forms.Prediction;
import fr.recap.forms.Profession;
import fr.recap.forms.Projection;
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

/**
 * What a form gives to search by. Texts are never null; an empty one was not declared or says
 * nothing.
 *
 * @param name employer: abbreviations expanded, without legal forms and stop words
 * @param declaredName employer as it was written; empty where the name is
 * @param acronym initials of the employer, at least three, in lower case
 * @param activity words of the activity without stop words
 * @param profession words of the first profession that is filled, without stop words
 * @param street street name in lower case with its type in full
 * @param number house number without zeros
 * @param communeName name of the workplace's commune, in lower case
 * @param communeCode its code, five characters: the coded one; else that of the residence for
 *     people who work there; else the one that geocoding found, if it is sure
 * @param departement département of the workplace as it was written
 * @param activities what the coder of activities says, the most likely first
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
    Prediction activities,
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

  /** Columns of the forms' table that tell, with the location, the employer's name and commune. */
  static final List<String> NAME_AND_COMMUNE =
      List.of(Rp.RS_X, Rp.CLT_C_C, Rp.ILT_X, Rp.DEPCOM_CODE);

  private static final String IN_COMMUNE_OF_RESIDENCE = "1";

  /**
   * A geocoded commune below this score is left out: its name still searches, whereas a wrong code
   * speaks for the wrong establishments. At this score 99.5 % of the communes that {@code bench
   * places} spells and that are taken (85 %) are right, and 0.2 % of texts that mean none are
   * taken.
   */
  private static final double SURE_COMMUNE = 0.8;

  /**
   * Reads a form.
   *
   * @param activity name of the nomenclature whose codes are activities of establishments
   */
  static FormQuery of(CodedForm coded, String activity) {
    Form form = coded.form();
    String name = name(form);
    HouseNumber number = HouseNumbers.parse(form.text(Rp.NUMVOI_X));
    boolean located = coded.location().isLocated();
    return new FormQuery(
        form.text(Rp.CABBI),
        name,
        name.isEmpty() ? "" : form.text(Rp.RS_X),
        orEmpty(Acronyms.of(name)),
        TextCleaner.unstemmed().clean(form.text(Rp.ACTET_X)),
        profession(form),
        Streets.normalize(form.text(Rp.TYPEVOI_X), form.text(Rp.NOMVOI_X)).strip(),
        number == null ? "" : number.number(),
        String.join(" ", Words.of(form.text(Rp.CLT_X))),
        communeCode(coded),
        form.text(Rp.DLT_X),
        coded.prediction(activity),
        located ? coded.location().latitude() : null,
        located ? coded.location().longitude() : null);
  }

  /** Of a form that says nothing. */
  static FormQuery blank(String cabbi) {
    return new FormQuery(
        cabbi,
        "",
        "",
        "",
        "",
        "",
        "",
        "",
        "",
        "",
        "",
        Prediction.none("nothing is known", Projection.NONE),
        null,
        null);
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
            Map.entry("division", division()));
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

  /** First two digits of the most likely activity; empty if none is predicted. */
  String division() {
    List<String> codes = activities.codes();
    return codes.isEmpty() ? "" : orEmpty(Naf.division(codes.get(0)));
  }

  /** The profession of a form, as {@link #profession()}. */
  static String profession(Form form) {
    return Profession.of(form)
        .map(profession -> TextCleaner.unstemmed().clean(profession.text()))
        .orElse("");
  }

  /** The employer of a form that has the column {@code rs_x}, as {@link #name()}. */
  static String name(Form form) {
    return TextCleaner.forNames().clean(form.text(Rp.RS_X));
  }

  /** The commune of a form that has the columns {@link #NAME_AND_COMMUNE}. */
  static String communeCode(CodedForm coded) {
    Form form = coded.form();
    String ofForm = form.text(Rp.CLT_C_C);
    if (!ofForm.isEmpty()) {
      return ofForm;
    }
    boolean residence = form.text(Rp.ILT_X).equals(IN_COMMUNE_OF_RESIDENCE);
    return residence ? form.text(Rp.DEPCOM_CODE) : geocoded(coded.location());
  }

  private static String geocoded(Location location) {
    String commune = orEmpty(location.commune()).strip();
    Double score = location.communeScore();
    boolean sure = score != null && score >= SURE_COMMUNE;
    return sure && !Communes.hasArrondissements(commune) ? commune : "";
  }

  private static String orEmpty(String text) {
    return text == null ? "" : text;
  }
}
