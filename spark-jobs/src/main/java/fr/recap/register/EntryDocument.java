package fr.recap.register;

import fr.recap.udfs.address.HouseNumber;
import fr.recap.udfs.address.HouseNumbers;
import fr.recap.udfs.address.Streets;
import fr.recap.udfs.codes.Naf;
import fr.recap.udfs.text.Acronyms;
import fr.recap.udfs.text.Words;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;

/** An establishment as a document: what it is found by, and what is read of it. */
final class EntryDocument {
  private static final int SHORTEST_ACRONYM = 2;
  static final int LONGEST_ACRONYM = 8;

  private EntryDocument() {}

  /**
   * @param exactKeys of its names
   */
  static Document of(RegisterEntry entry, List<String> exactKeys) {
    RegisterEntry.Address address = entry.address();
    Document document = new Document();
    IndexFields.addTerm(document, IndexFields.SIRET, entry.siret());
    exactKeys.forEach(key -> IndexFields.addTerm(document, IndexFields.EXACT, key));
    document.add(new BinaryDocValuesField(IndexFields.CONTENT, EntryBytes.write(entry)));
    Set<String> words = NameWords.ofNames(entry.allNames());
    document.add(IndexFields.words(IndexFields.NAME, words));
    document.add(IndexFields.words(IndexFields.STEM, NameWords.stems(words)));
    for (String acronym : acronyms(entry)) {
      IndexFields.addTerm(document, IndexFields.ACRONYM, acronym);
    }
    document.add(
        IndexFields.words(
            IndexFields.STREET,
            NameWords.ofText(Streets.normalize(address.streetType(), address.street()))));
    document.add(IndexFields.words(IndexFields.TOWN, NameWords.ofTown(address.communeName())));
    EntryNumbers.add(document, entry);
    place(document, entry);
    return document;
  }

  private static void place(Document document, RegisterEntry entry) {
    RegisterEntry.Address address = entry.address();
    HouseNumber number = HouseNumbers.parse(address.number());
    if (number != null) {
      IndexFields.addTerm(document, IndexFields.NUMBER, number.number());
    }
    if (!Double.isNaN(address.latitude()) && !Double.isNaN(address.longitude())) {
      IndexFields.addTerm(
          document,
          IndexFields.CELL,
          Long.toString(Cells.of(address.latitude(), address.longitude())));
    }
    String activity = Naf.normalize(entry.apet());
    String division = activity == null ? null : Naf.division(activity);
    if (division != null) {
      IndexFields.addTerm(document, IndexFields.DIVISION, division);
    }
    String departement = EntryNumbers.departement(address);
    if (departement != null) {
      IndexFields.addTerm(document, IndexFields.DEPARTEMENT, departement);
    }
    if (!address.commune().isEmpty()) {
      IndexFields.addTerm(document, IndexFields.COMMUNE, address.commune());
    }
  }

  private static Set<String> acronyms(RegisterEntry entry) {
    Set<String> acronyms = new LinkedHashSet<>();
    acronyms.add(String.join("", Words.of(entry.names().acronym())));
    entry.allNames().forEach(name -> acronyms.add(Acronyms.of(name)));
    acronyms.removeIf(
        acronym ->
            acronym == null
                || acronym.length() < SHORTEST_ACRONYM
                || acronym.length() > LONGEST_ACRONYM);
    return acronyms;
  }
}
