package fr.recap.register;

import fr.recap.udfs.similarity.JaroWinkler;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.BytesRef;

/** The words of the register's names by the keys that misspelt ones have in common with them. */
final class WordIndex {
  /** Words of one key that are looked at: of those that many have, the first ones. */
  private static final int LOOKED_AT = 60;

  private static final double ALIKE = 0.86;

  private final LeafReader words;

  /** A word of the register that may be meant by another one, and how alike they are, to 1. */
  record Alike(String word, double likeness) {}

  /**
   * @param words the segment that {@link #write} made
   */
  WordIndex(LeafReader words) {
    this.words = words;
  }

  /** Writes that of all words of an index, as one segment. */
  static void write(LeafReader register, Path target) throws IOException {
    try (Directory directory = FSDirectory.open(target);
        IndexWriter writer = new IndexWriter(directory, Segments.oneSegment())) {
      if (register != null && register.terms(IndexFields.NAME) != null) {
        TermsEnum terms = register.terms(IndexFields.NAME).iterator();
        for (BytesRef term = terms.next(); term != null; term = terms.next()) {
          add(term.utf8ToString(), writer);
        }
      }
      writer.forceMerge(1);
      writer.commit();
    }
  }

  private static void add(String word, IndexWriter writer) throws IOException {
    Set<String> keys = WordKeys.of(word);
    if (!keys.isEmpty()) {
      Document document = new Document();
      IndexFields.addTerms(document, IndexFields.ALIKE, keys);
      document.add(new BinaryDocValuesField(IndexFields.CONTENT, new BytesRef(word)));
      writer.addDocument(document);
    }
  }

  /** The words that one may stand for, the likeliest first. */
  List<Alike> alike(String word, int most) throws IOException {
    List<Alike> alike = new ArrayList<>();
    if (words == null || words.terms(IndexFields.ALIKE) == null) {
      return alike;
    }
    TreeSet<Integer> documents = new TreeSet<>();
    TermsEnum terms = words.terms(IndexFields.ALIKE).iterator();
    PostingsEnum postings = null;
    for (String key : WordKeys.of(word)) {
      if (terms.seekExact(new BytesRef(key))) {
        postings = terms.postings(postings, PostingsEnum.NONE);
        for (int i = 0; i < LOOKED_AT; i++) {
          int document = postings.nextDoc();
          if (document == DocIdSetIterator.NO_MORE_DOCS) {
            break;
          }
          documents.add(document);
        }
      }
    }
    BinaryDocValues contents = words.getBinaryDocValues(IndexFields.CONTENT);
    for (int document : documents) {
      contents.advanceExact(document);
      String other = contents.binaryValue().utf8ToString();
      double likeness = JaroWinkler.similarity(word, other);
      if (WordKeys.sound(word).equals(WordKeys.sound(other))) {
        likeness = Math.max(likeness, (1 + likeness) / 2);
      }
      if (likeness >= ALIKE && !other.equals(word)) {
        alike.add(new Alike(other, likeness));
      }
    }
    alike.sort(Comparator.comparingDouble(Alike::likeness).reversed().thenComparing(Alike::word));
    return alike.subList(0, Math.min(most, alike.size()));
  }
}
