package fr.recap.campaign;

import static org.apache.spark.sql.functions.col;

import fr.recap.forms.CodedFormRows;
import fr.recap.models.ModelRef;
import fr.recap.monitoring.Drift;
import fr.recap.monitoring.Profile;
import fr.recap.monitoring.Workplace;
import fr.recap.nomenclature.FormText;
import fr.recap.nomenclature.NomenclatureCoder;
import fr.recap.siret.TrainSiret;
import fr.recap.tables.CodageAutoResults;
import fr.recap.tables.Rp;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Compares a coded campaign with what its coders met when they were trained, in one pass. A coder
 * that was trained before profiles were kept is left out.
 */
final class Monitor {
  private final List<Watched> watched = new ArrayList<>();
  private final List<Profile> profiles = new ArrayList<>();

  /**
   * A coder.
   *
   * @param probability column of the results
   * @param fields of forms that are counted; null for none
   * @param words whether the words of these fields are counted too
   * @param threshold of the training
   */
  private record Watched(
      ModelRef model, String probability, FormText fields, boolean words, double threshold)
      implements Serializable {

    void count(Row form, String departement, Profile.Counter counter) {
      String[] texts = fields == null ? new String[0] : fields.texts(CodedFormRows.formOf(form));
      if (fields != null) {
        counter.form(fields.inputs(), texts);
      }
      Double score = form.getAs(probability);
      if (score != null) {
        counter.score(departement, score);
        if (words) {
          NomenclatureCoder.of(model).countWords(counter, texts);
        }
      }
    }
  }

  /** Watches the coder of a nomenclature. */
  Monitor nomenclature(String name, ModelRef model) {
    return watch(
        model,
        CodageAutoResults.codageAutoProba(name),
        new FormText(NomenclatureCoder.of(model).inputs()),
        true);
  }

  /** Watches the matcher. */
  Monitor siret(ModelRef model) {
    return watch(model, CodageAutoResults.codageAutoProba("siret"), TrainSiret.FIELDS, false);
  }

  /** Watches the non-codable detection. */
  Monitor noncodable(ModelRef model) {
    return watch(model, CodageAutoResults.NON_CODABLE_SCORE, null, false);
  }

  private Monitor watch(ModelRef model, String probability, FormText fields, boolean words) {
    try {
      Optional<Profile> profile = Profile.read(model.fetch());
      if (profile.isPresent()) {
        watched.add(new Watched(model, probability, fields, words, profile.get().threshold()));
        profiles.add(profile.get());
      }
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException("The profile of " + model.version() + " can't be read", e);
    }
  }

  /**
   * Compares.
   *
   * @param forms with the columns of {@link Rp#TABLE}
   * @param results with those of {@link CodageAutoResults#TABLE}
   */
  List<Drift> compare(Dataset<Row> forms, Dataset<Row> results) {
    if (watched.isEmpty()) {
      return List.of();
    }
    List<Watched> coders = List.copyOf(watched);
    List<Column> said = new ArrayList<>(List.of(col(Rp.CABBI)));
    coders.forEach(coder -> said.add(col(coder.probability())));
    List<Profile.Counter> none = new ArrayList<>();
    coders.forEach(coder -> none.add(new Profile.Counter(coder.threshold())));
    List<Profile.Counter> counted =
        forms
            .join(results.select(said.toArray(Column[]::new)), Rp.CABBI)
            .toJavaRDD()
            .treeAggregate(
                none,
                (counters, form) -> {
                  String departement = Workplace.departement(form);
                  for (int i = 0; i < coders.size(); i++) {
                    coders.get(i).count(form, departement, counters.get(i));
                  }
                  return counters;
                },
                Monitor::merge);
    List<Drift> drifts = new ArrayList<>();
    for (int i = 0; i < coders.size(); i++) {
      drifts.addAll(
          Drift.between(
              coders.get(i).model().version(), profiles.get(i), counted.get(i).profile()));
    }
    return drifts;
  }

  private static List<Profile.Counter> merge(
      List<Profile.Counter> counters, List<Profile.Counter> others) {
    for (int i = 0; i < counters.size(); i++) {
      counters.get(i).merge(others.get(i));
    }
    return counters;
  }
}
