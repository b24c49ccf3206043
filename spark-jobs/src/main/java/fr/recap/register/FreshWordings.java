package fr.recap.register;

import fr.recap.udfs.codes.Identifier;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.ReaderManager;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.CollectionStatistics;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.TermStatistics;
import org.apache.lucene.store.ByteBuffersDirectory;

/**
 * What forms say that clerks have validated of late, in memory: found at once, until the next index
 * of the register has them. A form that is in both counts once. Threads may share it.
 */
public final class FreshWordings implements AutoCloseable {
  private static final String CABBI = "cabbi";
  private static final String SAVED_AT = "saved_at";

  private final Identifier sirets;
  private final IndexWriter writer;
  private final ReaderManager readers;

  /**
   * @param sirets what the SIRET of a form must be to count
   */
  public FreshWordings(Identifier sirets) {
    this.sirets = sirets;
    try {
      this.writer =
          new IndexWriter(
              new ByteBuffersDirectory(), new IndexWriterConfig().setSimilarity(Scores.SIMILARITY));
      this.readers = new ReaderManager(writer);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Takes forms in, each in place of what it said before; those that lead nowhere go.
   *
   * @param forms by cabbi: gives the text of a column, empty without one
   * @param savedAt when clerks' work on them was saved
   */
  public synchronized void put(Map<String, UnaryOperator<String>> forms, Instant savedAt) {
    try {
      for (Map.Entry<String, UnaryOperator<String>> form : forms.entrySet()) {
        Document document =
            WordingRows.document(form.getKey(), form.getValue(), sirets).orElse(null);
        Term itself = new Term(CABBI, form.getKey());
        if (document == null) {
          writer.deleteDocuments(itself);
          continue;
        }
        IndexFields.addTerm(document, CABBI, form.getKey());
        document.add(new LongPoint(SAVED_AT, savedAt.toEpochMilli()));
        writer.updateDocument(itself, document);
      }
      readers.maybeRefreshBlocking();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Lets forms go that are not validated any more. */
  public synchronized void remove(Collection<String> cabbis) {
    try {
      writer.deleteDocuments(
          cabbis.stream().map(cabbi -> new Term(CABBI, cabbi)).toArray(Term[]::new));
      readers.maybeRefreshBlocking();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Lets forms go that were saved before a time, which every index made since then has. */
  public synchronized void forgetBefore(Instant time) {
    try {
      writer.deleteDocuments(
          LongPoint.newRangeQuery(SAVED_AT, Long.MIN_VALUE, time.toEpochMilli() - 1));
      readers.maybeRefreshBlocking();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How many forms there are. */
  public int forms() {
    DirectoryReader now = acquire();
    try {
      return now.numDocs();
    } finally {
      release(now);
    }
  }

  /** What is there now, of another version once forms come or go; to be released. */
  DirectoryReader acquire() {
    try {
      return readers.acquire();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Lets go what was acquired, so that its memory can be freed. */
  void release(DirectoryReader acquired) {
    try {
      readers.release(acquired);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Searches what is there by the rarity of words among earlier forms, so that scores of both
   * compare.
   *
   * @param now out of {@link #acquire}
   */
  static IndexSearcher searcher(DirectoryReader now, IndexSearcher history) {
    IndexSearcher searcher =
        new IndexSearcher(now) {
          @Override
          public TermStatistics termStatistics(Term term, int documents, long times)
              throws IOException {
            int there = history.getIndexReader().docFreq(term);
            return there == 0
                ? super.termStatistics(term, 1, 1)
                : super.termStatistics(term, there, history.getIndexReader().totalTermFreq(term));
          }

          @Override
          public CollectionStatistics collectionStatistics(String field) throws IOException {
            CollectionStatistics there = history.collectionStatistics(field);
            return there == null ? super.collectionStatistics(field) : there;
          }
        };
    searcher.setSimilarity(Scores.SIMILARITY);
    searcher.setQueryCache(null);
    return searcher;
  }

  @Override
  public synchronized void close() {
    try {
      readers.close();
      writer.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
