package fr.recap.siret;

import fr.recap.forms.Form;
import fr.recap.register.RegisterEntry;
import fr.recap.tables.Rp;
import fr.recap.udfs.address.Departements;
import fr.recap.udfs.codes.Naf;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The texts by which forms and establishments are compared. */
final class MatchTexts {
  private static final int POSTCODE = 5;

  private MatchTexts() {}

  /** Employer, activity, all professions that are filled, commune and département of a form. */
  static String of(Form form) {
    return Stream.of(Rp.RS_X, Rp.ACTET_X, Rp.PROFS_X, Rp.PROFI_X, Rp.PROFA_X, Rp.CLT_X, Rp.DLT_X)
        .map(form::text)
        .filter(text -> !text.isEmpty())
        .collect(Collectors.joining(" "));
  }

  /**
   * Name, label of the activity, commune, département, name and brand of an establishment.
   *
   * @param labels of activities, by code
   */
  static String of(RegisterEntry establishment, Map<String, String> labels) {
    String apet = Naf.normalize(establishment.apet());
    return Stream.of(
            establishment.names().denom(),
            apet == null ? "" : labels.getOrDefault(apet, ""),
            communeOf(establishment.address().line6()),
            departementOf(establishment),
            establishment.names().line1(),
            establishment.names().line2())
        .filter(Objects::nonNull)
        .filter(text -> !text.isEmpty())
        .collect(Collectors.joining(" "));
  }

  /** The line without its postcode. */
  private static String communeOf(String l6) {
    return l6.length() >= POSTCODE && l6.substring(0, POSTCODE).chars().allMatch(c -> isDigit(c))
        ? l6.substring(POSTCODE).strip()
        : l6;
  }

  private static String departementOf(RegisterEntry establishment) {
    RegisterEntry.Address address = establishment.address();
    String departement = Departements.ofCommune(address.commune());
    return departement == null ? Departements.ofPostcode(address.postcode()) : departement;
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }
}
