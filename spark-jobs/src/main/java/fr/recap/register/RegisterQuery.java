package fr.recap.register;

import fr.recap.udfs.text.Words;
import java.util.ArrayList;
import java.util.List;

/**
 * What a form gives to search the register by; texts are empty and lists have no element where it
 * says nothing. Forms of equal queries have equal answers.
 *
 * @param name words of the employer
 * @param acronym initials of the employer; perhaps empty
 * @param activity stems of the activity
 * @param profession stems of the profession
 * @param street words of the street
 * @param number house number without zeros
 * @param town words of the name of the workplace's commune
 * @param commune its code
 * @param residence code of the commune of residence
 * @param departement code of the workplace's
 * @param activities codes of the most likely activities, the likeliest first
 * @param divisions of the most likely activities, the likeliest first
 * @param latitude degrees north; null without coordinates
 * @param longitude degrees east; null without coordinates
 */
public record RegisterQuery(
    List<String> name,
    String acronym,
    List<String> activity,
    List<String> profession,
    List<String> street,
    String number,
    List<String> town,
    String commune,
    String residence,
    String departement,
    List<String> activities,
    List<String> divisions,
    Double latitude,
    Double longitude) {

  /**
   * The query of declared texts.
   *
   * @param name as {@link fr.recap.udfs.text.TextCleaner#forNames} cleans it
   * @param activity words
   * @param profession words
   * @param street as {@link fr.recap.udfs.address.Streets#normalize}
   * @param town name of the commune
   */
  public static RegisterQuery of(
      String name,
      String acronym,
      String activity,
      String profession,
      String street,
      String number,
      String town,
      String commune,
      String residence,
      String departement,
      List<String> activities,
      List<String> divisions,
      Double latitude,
      Double longitude) {
    return new RegisterQuery(
        Words.of(name),
        acronym,
        new ArrayList<>(NameWords.stems(NameWords.ofText(activity))),
        new ArrayList<>(NameWords.stems(NameWords.ofText(profession))),
        List.copyOf(NameWords.ofText(street)),
        number,
        NameWords.ofTown(town),
        commune,
        residence,
        departement,
        activities,
        divisions,
        latitude,
        longitude);
  }
}
