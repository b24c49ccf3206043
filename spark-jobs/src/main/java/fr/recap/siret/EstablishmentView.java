package fr.recap.siret;

import fr.recap.register.RegisterEntry;
import fr.recap.udfs.address.CommuneNames;
import fr.recap.udfs.address.Departements;
import fr.recap.udfs.address.HouseNumber;
import fr.recap.udfs.address.HouseNumbers;
import fr.recap.udfs.address.Streets;
import fr.recap.udfs.codes.Naf;
import fr.recap.udfs.text.Words;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * An establishment as forms are compared with it.
 *
 * @param names different ones, that of the unit first
 * @param unitName name of the legal unit
 * @param brands brands and trade name
 * @param allWords words of all names and of the commune
 * @param street words of the street
 * @param number house number without zeros; perhaps empty
 * @param communeName as {@link CommuneNames#normalize}
 * @param departement code; perhaps empty
 * @param apet normalised; null if it has none
 * @param ape that of the unit, normalised; null if it has none
 * @param text all texts, as they are compared with those of a form
 */
record EstablishmentView(
    RegisterEntry establishment,
    List<Name> names,
    Name unitName,
    List<Name> brands,
    Name allWords,
    Name street,
    String number,
    String communeName,
    String departement,
    String apet,
    String ape,
    TfIdfSimilarity.Vector text) {

  /**
   * @param labels of activities, by code
   */
  static EstablishmentView of(
      RegisterEntry establishment, TfIdfSimilarity texts, Map<String, String> labels) {
    RegisterEntry.Names called = establishment.names();
    RegisterEntry.Address address = establishment.address();
    Map<String, Name> read = new HashMap<>();
    Function<String, Name> name = text -> read.computeIfAbsent(text, each -> Name.of(each, texts));
    List<Name> names = names(establishment.allNames().stream(), name);
    String communeName = orEmpty(CommuneNames.normalize(address.communeName()));
    Set<String> words = new LinkedHashSet<>();
    names.forEach(each -> each.addTo(words));
    words.addAll(Words.of(communeName));
    HouseNumber number = HouseNumbers.parse(address.number());
    String ofCommune = Departements.ofCommune(address.commune());
    return new EstablishmentView(
        establishment,
        names,
        name.apply(called.denom()),
        names(
            Stream.of(called.brand(), called.tradeName(), called.unitBrand(), called.line2()),
            name),
        Name.ofWords(List.copyOf(words), texts),
        Name.ofWords(Words.of(Streets.normalize(address.streetType(), address.street())), texts),
        number == null ? "" : number.number(),
        communeName,
        ofCommune == null ? orEmpty(Departements.ofPostcode(address.postcode())) : ofCommune,
        Naf.normalize(establishment.apet()),
        Naf.normalize(establishment.ape()),
        texts.vector(MatchTexts.of(establishment, labels)));
  }

  private static List<Name> names(Stream<String> texts, Function<String, Name> name) {
    Set<String> seen = new HashSet<>();
    return texts.map(name).filter(each -> !each.isEmpty() && seen.add(each.text())).toList();
  }

  private static String orEmpty(String text) {
    return Objects.requireNonNullElse(text, "");
  }
}
