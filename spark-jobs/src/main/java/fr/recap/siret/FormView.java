package fr.recap.siret;

import fr.recap.tables.Rp;
import fr.recap.udfs.address.CommuneNames;
import fr.recap.udfs.address.Departements;
import fr.recap.udfs.codes.Naf;
import fr.recap.udfs.text.Words;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.spark.sql.Row;

/**
 * A form as its candidates are compared with it.
 *
 * @param name words of the employer
 * @param activity words of the activity
 * @param profession words of the profession
 * @param professionWords the same as they stand
 * @param street words of the street
 * @param communeName as {@link CommuneNames#normalize}; perhaps empty
 * @param departement code of the workplace's; perhaps empty
 * @param residence commune of residence; perhaps empty
 * @param text all texts, as they are compared with those of an establishment
 * @param activities score of each predicted activity (sub-class of NAF)
 * @param divisions sum of these scores by division
 */
record FormView(
    FormQuery query,
    Name name,
    Name activity,
    Name profession,
    List<String> professionWords,
    Name street,
    String communeName,
    String departement,
    String residence,
    TfIdfSimilarity.Vector text,
    Map<String, Double> activities,
    Map<String, Double> divisions) {

  static FormView of(Row form, FormQuery query, TfIdfSimilarity texts) {
    Map<String, Double> activities = new HashMap<>();
    Map<String, Double> divisions = new HashMap<>();
    List<String> codes = Rows.list(form, MatchInput.NAF_CODES);
    List<Double> scores = Rows.list(form, MatchInput.NAF_SCORES);
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
        profession,
        Name.ofWords(Words.of(query.street()), texts),
        Objects.requireNonNullElse(CommuneNames.normalize(query.communeName()), ""),
        departement(query),
        Rows.text(form, Rp.DEPCOM_CODE),
        texts.vector(MatchTexts.of(form)),
        activities,
        divisions);
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
