package fr.recap.register;

import java.util.Collection;
import java.util.List;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.index.IndexOptions;

/** Fields of the indices of establishments, of earlier wordings and of words. */
final class IndexFields {
  /** Number of the establishment that a wording led to, 14 digits. */
  static final String SIRET = "siret";

  /** Words of all names, each once. */
  static final String NAME = "name";

  /** Stems of these words. */
  static final String STEM = "stem";

  /** Initials of names, and acronyms. */
  static final String ACRONYM = "acronym";

  /** Code of the commune. */
  static final String COMMUNE = "commune";

  /** Words of the commune's name. */
  static final String TOWN = "town";

  /** Code of the département. */
  static final String DEPARTEMENT = "departement";

  /** Words of the street without articles. */
  static final String STREET = "street";

  /** House number without zeros. */
  static final String NUMBER = "number";

  /** Division of the establishment's activity. */
  static final String DIVISION = "division";

  /** Square of some 500 m that it lies in. */
  static final String CELL = "cell";

  /** Stems of the activities that earlier forms declared. */
  static final String ACTIVITY = "activity";

  /** What the search gives back: an establishment, an earlier wording, a word. */
  static final String CONTENT = "content";

  /** Keys of names and wordings in their commune, {@link fr.recap.indexing.ExactKeys}. */
  static final String EXACT = "exact";

  /** Keys that words alike have in common. */
  static final String ALIKE = "alike";

  private static final FieldType WORDS = new FieldType();
  private static final FieldType TERMS = new FieldType();

  static {
    WORDS.setIndexOptions(IndexOptions.DOCS_AND_FREQS);
    WORDS.setTokenized(true);
    WORDS.freeze();
    TERMS.setIndexOptions(IndexOptions.DOCS);
    TERMS.setTokenized(true);
    TERMS.setOmitNorms(true);
    TERMS.freeze();
  }

  private IndexFields() {}

  /** Different words, of which rarity and number count. */
  static Field words(String field, Collection<String> words) {
    return new TermsField(field, words, WORDS);
  }

  /** Adds terms that a document has or not; none beyond what anybody writes. */
  static void addTerms(Document document, String field, Collection<String> terms) {
    if (!terms.isEmpty()) {
      document.add(new TermsField(field, terms, TERMS));
    }
  }

  /** Adds one. */
  static void addTerm(Document document, String field, String term) {
    addTerms(document, field, List.of(term));
  }
}
