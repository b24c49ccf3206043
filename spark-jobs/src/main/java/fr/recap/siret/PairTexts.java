package fr.recap.siret;

import fr.recap.register.RegisterEntry;
import fr.recap.udfs.address.CommuneNames;
import fr.recap.udfs.codes.Naf;
import fr.recap.udfs.text.TextCleaner;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The texts that the pair encoder reads, cleaned; empty ones are missing. */
final class PairTexts {
  /** Employer, activity, profession, commune. */
  static final int OF_FORM = 4;

  /** Names, label of the activity, commune. */
  static final int OF_ESTABLISHMENT = 3;

  private PairTexts() {}

  static List<String> of(FormQuery form) {
    return List.of(form.name(), form.activity(), form.profession(), form.communeName());
  }

  /**
   * @param labels of activities, by code
   */
  static List<String> of(RegisterEntry establishment, Map<String, String> labels) {
    Set<String> names = new LinkedHashSet<>();
    establishment.allNames().forEach(name -> names.addAll(TextCleaner.forNames().tokens(name)));
    String apet = Naf.normalize(establishment.apet());
    return List.of(
        String.join(" ", names),
        TextCleaner.unstemmed().clean(apet == null ? "" : labels.getOrDefault(apet, "")),
        Objects.requireNonNullElse(
            CommuneNames.normalize(establishment.address().communeName()), ""));
  }
}
