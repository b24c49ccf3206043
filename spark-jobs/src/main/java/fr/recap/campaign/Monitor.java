package fr.recap.campaign;

import fr.recap.coders.Statement;
import fr.recap.forms.CodedForm;
import fr.recap.forms.CodedFormRows;
import fr.recap.models.ModelRef;
import fr.recap.monitoring.Drift;
import fr.recap.monitoring.Profile;
import fr.recap.monitoring.Workplace;
import fr.recap.nomenclature.FormText;
import fr.recap.nomenclature.NomenclatureCoder;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
   * @param threshold of the training
   */
  private record Watched(ModelRef model, Statement statement, double threshold)
      implements Serializable {

    void count(CodedForm form, String departement, Profile.Counter counter) {
      Optional<FormText> fields = statement.watched();
      String[] texts = fields.map(read -> read.texts(form.form())).orElseGet(() -> new String[0]);
      fields.ifPresent(read -> counter.form(read.inputs(), texts));
      Double probability = statement.probability(form);
      if (probability != null) {
        counter.score(departement, probability);
        if (statement.watchesWords()) {
          NomenclatureCoder.of(model).countWords(counter, texts);
        }
      }
    }
  }

  /** Watches a coder. */
  void watch(ModelRef model, Statement statement) {
    try {
      Optional<Profile> profile = Profile.read(model.fetch());
      if (profile.isPresent()) {
        watched.add(new Watched(model, statement, profile.get().threshold()));
        profiles.add(profile.get());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The profile of " + model.version() + " can't be read", e);
    }
  }

  /**
   * Compares.
   *
   * @param flow rows of {@link CodedFormRows} that all coders have coded
   */
  List<Drift> compare(Dataset<Row> flow) {
    if (watched.isEmpty()) {
      return List.of();
    }
    List<Watched> coders = List.copyOf(watched);
    List<Profile.Counter> none = new ArrayList<>();
    coders.forEach(coder -> none.add(new Profile.Counter(coder.threshold())));
    List<Profile.Counter> counted =
        flow.toJavaRDD()
            .treeAggregate(
                none,
                (counters, row) -> {
                  CodedForm form = CodedFormRows.read(row);
                  String departement = Workplace.departement(form.form()::declared);
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
