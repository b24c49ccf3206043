package fr.recap.register;

import fr.recap.indexing.ExactKeys;
import fr.recap.udfs.address.HouseNumber;
import fr.recap.udfs.address.HouseNumbers;
import fr.recap.udfs.address.Streets;
import fr.recap.udfs.codes.Naf;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.util.BytesRef;

/**
 * Establishments as documents: what they are found by, and what is read of them. Names and parts of
 * addresses that come again are split once. Used by one thread.
 */
final class EntryDocuments {
  static final int LONGEST_ACRONYM = 8;
  private static final int SHORTEST_ACRONYM = 2;

  /** Between the type and the name of a street; PostgreSQL has none in its texts. */
  private static final char BETWEEN = 0;

  private final Remembered<NameTerms> names = new Remembered<>(NameTerms::of);
  private final Remembered<List<String>> towns = new Remembered<>(NameWords::ofTown);
  private final Remembered<List<String>> streets = new Remembered<>(EntryDocuments::street);
  private final Remembered<Optional<HouseNumber>> numbers =
      new Remembered<>(number -> Optional.ofNullable(HouseNumbers.parse(number)));
  private final Remembered<Optional<String>> activities =
      new Remembered<>(activity -> Optional.ofNullable(Naf.normalize(activity)));

  /** The document of an establishment. */
  Document of(RegisterEntry entry) {
    return of(entry, EntryBytes.write(entry));
  }

  /**
   * @param content the establishment as bytes
   */
  Document of(RegisterEntry entry, BytesRef content) {
    Document document = new Document();
    document.add(new BinaryDocValuesField(IndexFields.CONTENT, content));
    names(document, entry);
    place(document, entry.address());
    String activity = activities.of(entry.apet()).orElse(null);
    String division = activity == null ? null : Naf.division(activity);
    if (division != null) {
      IndexFields.addTerm(document, IndexFields.DIVISION, division);
    }
    EntryNumbers.add(document, EntryNumbers.ACTIVITY, EntryNumbers.code(activity));
    EntryNumbers.add(document, EntryNumbers.STAFF, entry.staff());
    return document;
  }

  private void names(Document document, RegisterEntry entry) {
    String commune = entry.address().commune();
    List<String> words = new ArrayList<>();
    List<String> stems = new ArrayList<>();
    List<String> acronyms = new ArrayList<>();
    List<String> exact = new ArrayList<>();
    List<String> exactNames = entry.exactNames();
    for (String name : entry.allNames()) {
      NameTerms terms = names.of(name);
      terms.words().forEach(word -> addNew(words, word));
      terms.stems().forEach(stem -> addNew(stems, stem));
      acronym(acronyms, terms.initials());
      if (name.equals(entry.names().acronym())) {
        acronym(acronyms, terms.written());
      }
      String key = exactNames.contains(name) ? ExactKeys.of(terms.joined(), commune) : null;
      if (key != null) {
        addNew(exact, key);
      }
    }
    document.add(IndexFields.words(IndexFields.NAME, words));
    document.add(IndexFields.words(IndexFields.STEM, stems));
    IndexFields.addTerms(document, IndexFields.ACRONYM, acronyms);
    IndexFields.addTerms(document, IndexFields.EXACT, exact);
  }

  /** Adds what isn't there; of so few, looking through them takes less than a hash. */
  private static void addNew(List<String> terms, String term) {
    if (!terms.contains(term)) {
      terms.add(term);
    }
  }

  private static void acronym(List<String> acronyms, String acronym) {
    if (acronym != null
        && acronym.length() >= SHORTEST_ACRONYM
        && acronym.length() <= LONGEST_ACRONYM) {
      addNew(acronyms, acronym);
    }
  }

  private static List<String> street(String typeAndName) {
    int between = typeAndName.indexOf(BETWEEN);
    String type = typeAndName.substring(0, between);
    return List.copyOf(
        NameWords.ofText(Streets.normalize(type, typeAndName.substring(between + 1))));
  }

  private void place(Document document, RegisterEntry.Address address) {
    String street = address.streetType() + BETWEEN + address.street();
    document.add(IndexFields.words(IndexFields.STREET, streets.of(street)));
    document.add(IndexFields.words(IndexFields.TOWN, towns.of(address.communeName())));
    HouseNumber number = numbers.of(address.number()).orElse(null);
    if (number != null) {
      IndexFields.addTerm(document, IndexFields.NUMBER, number.number());
      EntryNumbers.add(document, EntryNumbers.NUMBER, Long.parseLong(number.number()));
    }
    if (!Double.isNaN(address.latitude()) && !Double.isNaN(address.longitude())) {
      long cell = Cells.of(address.latitude(), address.longitude());
      IndexFields.addTerm(document, IndexFields.CELL, Long.toString(cell));
      EntryNumbers.add(document, EntryNumbers.CELL, cell);
    }
    String departement = EntryNumbers.departement(address);
    if (departement != null) {
      IndexFields.addTerm(document, IndexFields.DEPARTEMENT, departement);
      EntryNumbers.add(document, EntryNumbers.DEPARTEMENT, EntryNumbers.code(departement));
    }
    if (!address.commune().isEmpty()) {
      IndexFields.addTerm(document, IndexFields.COMMUNE, address.commune());
      EntryNumbers.add(document, EntryNumbers.COMMUNE, EntryNumbers.code(address.commune()));
    }
  }
}
