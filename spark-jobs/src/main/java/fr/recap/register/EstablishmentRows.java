package fr.recap.register;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.lucene.document.Document;
import org.apache.lucene.util.BytesRef;
import org.apache.spark.sql.Row;

/**
 * Establishments out of rows of {@link EntryRows} in order of SIRET: one for each SIRET of the
 * register, at the place with the best score. Of several rows of a SIRET, one whose key needed no
 * cleaning counts, else the one whose bytes come first.
 */
final class EstablishmentRows implements Iterator<Document> {
  private static final Comparator<Row> BEST_PLACE =
      Comparator.comparing(
              EntryRows::score, Comparator.nullsFirst(Comparator.<Double>naturalOrder()))
          .thenComparing(EntryRows::told, Arrays::compareUnsigned);

  private static final Comparator<Row> FIRST_ENTRY =
      Comparator.comparingInt(EntryRows::kind)
          .thenComparing(EntryRows::told, Arrays::compareUnsigned);

  private final Iterator<Row> rows;
  private final EntryDocuments documents = new EntryDocuments();
  private Row ahead;
  private Document next;

  private EstablishmentRows(Iterator<Row> rows) {
    this.rows = rows;
    this.ahead = read();
    this.next = find();
  }

  /** The documents of establishments in order of SIRET. */
  static Iterator<Document> documents(Iterator<Row> rows) {
    return new EstablishmentRows(rows);
  }

  @Override
  public boolean hasNext() {
    return next != null;
  }

  @Override
  public Document next() {
    if (next == null) {
      throw new NoSuchElementException();
    }
    Document found = next;
    next = find();
    return found;
  }

  private Row read() {
    return rows.hasNext() ? rows.next() : null;
  }

  /** What the next SIRETs tell; places of which there is no establishment are passed over. */
  private Document find() {
    while (ahead != null) {
      long siret = EntryRows.siret(ahead);
      Row entry = null;
      Row place = null;
      do {
        if (EntryRows.kind(ahead) == EntryRows.OF_PLACE) {
          place = place == null || BEST_PLACE.compare(ahead, place) > 0 ? ahead : place;
        } else {
          entry = entry == null || FIRST_ENTRY.compare(ahead, entry) < 0 ? ahead : entry;
        }
        ahead = read();
      } while (ahead != null && EntryRows.siret(ahead) == siret);
      if (entry != null) {
        return document(EntryRows.told(entry), place);
      }
    }
    return null;
  }

  private Document document(byte[] entry, Row place) {
    BytesRef content = new BytesRef(entry);
    RegisterEntry read = EntryBytes.read(content);
    PlaceTexts texts = place == null ? null : PlaceTexts.read(EntryRows.told(place));
    if (texts == null || !texts.valid()) {
      return documents.of(read, content);
    }
    EntryBytes.locate(entry, texts.latitude(), texts.longitude());
    return documents.of(read.at(texts.latitude(), texts.longitude()), content);
  }
}
