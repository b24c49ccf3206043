package fr.recap.siret;

import fr.recap.forms.Form;
import fr.recap.tables.Rp;
import fr.recap.udfs.address.CommuneNames;
import fr.recap.udfs.address.Departements;
import fr.recap.udfs.codes.Naf;
import fr.recap.udfs.text.Words;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;

/**
 * A form as its candidates are compared with it.
 *
 * @param name words of the employer
 * @param activity words of the activity
 * @param profession words of the profession
 * @param plausibilities how plausible a division of activities is for the profession
 * @param street words of the street
 * @param communeName as {@link CommuneNames#normalize}; perhaps empty
 * @param departement code of the workplace's; perhaps empty
 * @param residence commune of residence; perhaps empty
 * @param text all texts, as they are compared with those of an establishment
 * @param activities score of each predicted activity
 * @param divisions sum of these scores by division
 */
record FormView(
    FormQuery query,
    Name name,
    Name activity,
    Name profession,
    ToDoubleFunction<String> plausibilities,
    Name street,
    String communeName,
    String departement,
    String residence,
    TfIdfSimilarity.Vector text,
    Map<String, Double> activities,
    Map<String, Double> divisions) {

  static FormView of(
      SearchedForm searched, TfIdfSimilarity texts, ProfessionActivities professions) {
    Form form = searched.form().form();
    FormQuery query = searched.query();
    Map<String, Double> activities = new HashMap<>();
    Map<String, Double> divisions = new HashMap<>();
    List<String> codes = query.activities().codes();
    List<Double> scores = query.activities().scores();
    for (int i = 0; i < Math.min(codes.size(), scores.size()); i++) {
      String code = Naf.normalize(codes.get(i));
      if (code != null && activities.putIfAbsent(code, scores.get(i)) == null) {
        divisions.merge(Naf.division(code), scores.get(i), Double::sum);
      }
    }
    List<String> profession = Words.of(query.profession());
    return new FormView(
        query,
        Name.ofWords(Words.of(query.name()), texts),
        Name.ofWords(Words.of(query.activity()), texts),
        Name.ofWords(profession, texts),
        division -> professions.plausibility(profession, division),
        Name.ofWords(Words.of(query.street()), texts),
        Objects.requireNonNullElse(CommuneNames.normalize(query.communeName()), ""),
        departement(query),
        form.text(Rp.DEPCOM_CODE),
        texts.vector(MatchTexts.of(form)),
        activities,
        divisions);
  }

  /** {@link ProfessionActivities#plausibility} of a division, perhaps null. */
  double plausibility(String division) {
    return plausibilities.applyAsDouble(division);
  }

  /** That of the commune, else the one that is declared by its number. */
  private static String departement(FormQuery query) {
    String ofCommune = Departements.ofCommune(query.communeCode());
    if (ofCommune != null) {
      return ofCommune;
    }
    String declared = query.departement();
    return declared.length() <= 3 && !declared.isEmpty() && Character.isDigit(declared.charAt(0))
        ? declared
        : "";
  }
}
