package fr.recap.register;

import fr.recap.config.ConfigException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.store.MMapDirectory;
import org.apache.lucene.util.BytesRef;

/**
 * A version of the register and of what earlier forms tell, mapped into memory: its pages are
 * shared by all JVMs of a machine. Threads may share it. It needs no closing: the files are let go
 * with it.
 */
public final class RegisterIndex {
  /** Folder of the establishments. */
  static final String REGISTER = "register";

  /** Folder of earlier wordings. */
  static final String HISTORY = "history";

  /** Folder of the words of names. */
  static final String WORDS = "words";

  /** File of the communes' places. */
  static final String COMMUNES = "communes.csv";

  /** File of the synonym rules. */
  static final String SYNONYMS = "synonyms.txt";

  /** Wordings of one key that are read: spellings of one name, each with where it led. */
  private static final int MOST_WORDINGS = 1000;

  private static final Pattern SIRET = Pattern.compile("[0-9]{14}");

  private final IndexSearcher register;
  private final IndexSearcher history;
  private final WordIndex words;
  private final Communes communes;
  private final Synonyms synonyms;

  private RegisterIndex(
      IndexSearcher register,
      IndexSearcher history,
      WordIndex words,
      Communes communes,
      Synonyms synonyms) {
    this.register = register;
    this.history = history;
    this.words = words;
    this.communes = communes;
    this.synonyms = synonyms;
  }

  /**
   * Opens a version out of its local folder.
   *
   * @throws ConfigException if an earlier release made it
   */
  public static RegisterIndex open(Path folder) throws IOException {
    IndexSearcher register = searcher(folder.resolve(REGISTER));
    LeafReader establishments = leaf(register);
    if (establishments != null && !isOfThisRelease(establishments)) {
      throw new ConfigException(
          "The index of the register in %s was made by an earlier release: make it anew with 'recap index register'"
              .formatted(folder));
    }
    return new RegisterIndex(
        register,
        searcher(folder.resolve(HISTORY)),
        new WordIndex(leaf(searcher(folder.resolve(WORDS)))),
        Communes.read(folder.resolve(COMMUNES)),
        new Synonyms(Files.readAllLines(folder.resolve(SYNONYMS), StandardCharsets.UTF_8)));
  }

  private static boolean isOfThisRelease(LeafReader establishments) {
    boolean hasTermsOfSirets = establishments.getFieldInfos().fieldInfo(IndexFields.SIRET) != null;
    return EntryNumbers.areIn(establishments) && !hasTermsOfSirets;
  }

  private static IndexSearcher searcher(Path folder) throws IOException {
    IndexSearcher searcher = new IndexSearcher(DirectoryReader.open(new MMapDirectory(folder)));
    searcher.setSimilarity(Scores.SIMILARITY);
    // A form's search is asked once or by its neighbours, which remember it themselves.
    searcher.setQueryCache(null);
    return searcher;
  }

  /** The one segment of an index; null if it has no document. */
  static LeafReader leaf(IndexSearcher searcher) {
    List<LeafReaderContext> leaves = searcher.getIndexReader().leaves();
    if (leaves.size() > 1) {
      throw new IllegalStateException(
          "The index has %d segments instead of one: make it anew with 'recap index register'"
              .formatted(leaves.size()));
    }
    return leaves.isEmpty() ? null : leaves.get(0).reader();
  }

  IndexSearcher register() {
    return register;
  }

  IndexSearcher history() {
    return history;
  }

  WordIndex words() {
    return words;
  }

  Communes communes() {
    return communes;
  }

  Synonyms synonyms() {
    return synonyms;
  }

  /** How many establishments it has. */
  public int establishments() {
    return register.getIndexReader().numDocs();
  }

  /** How many wordings of earlier forms it has. */
  public int wordings() {
    return history.getIndexReader().numDocs();
  }

  /** The establishment of a SIRET. */
  public Optional<RegisterEntry> establishment(String siret) {
    int document = document(siret);
    return document < 0 ? Optional.empty() : Optional.of(establishment(document));
  }

  RegisterEntry establishment(int document) {
    return EntryBytes.read(content(register, document));
  }

  /** An earlier wording of an index of them. */
  static EarlierWording wording(LeafReader wordings, int document) throws IOException {
    return EarlierWording.read(content(wordings, document));
  }

  private EarlierWording wording(int document) {
    return EarlierWording.read(content(history, document));
  }

  /** Where an establishment lies in the index; -1 if it lacks it. */
  private int document(String siret) {
    if (!SIRET.matcher(siret).matches()) {
      return -1;
    }
    long number = Long.parseLong(siret);
    int document = from(number);
    boolean there =
        document < establishments() && EntryBytes.siret(content(register, document)) == number;
    return there ? document : -1;
  }

  /**
   * The first document of a SIRET, or of the next one that there is; the number of documents if
   * none follows. Documents are in order of SIRET, so that it takes no list of them.
   */
  int from(long siret) {
    int first = 0;
    int end = establishments();
    while (first < end) {
      int middle = (first + end) >>> 1;
      if (EntryBytes.siret(content(register, middle)) < siret) {
        first = middle + 1;
      } else {
        end = middle;
      }
    }
    return first;
  }

  /**
   * The only establishment that bears a name in a commune.
   *
   * @param key as {@link fr.recap.indexing.ExactKeys#of} makes it
   * @return empty if none does, or several
   */
  public Optional<RegisterEntry> named(String key) {
    List<Integer> documents = documents(register, new Term(IndexFields.EXACT, key), 2);
    return documents.size() == 1 ? Optional.of(establishment(documents.get(0))) : Optional.empty();
  }

  /**
   * The only establishment that a wording of the employer and its commune led to.
   *
   * @param siret of it
   * @param forms how many earlier forms say so
   */
  public record Led(String siret, int forms) {}

  /**
   * Where earlier forms of a wording led.
   *
   * @param key as {@link fr.recap.indexing.ExactKeys#of} makes it
   * @param cabbi of the form that asks, which is left out
   * @return empty if nowhere, or to several
   */
  public Optional<Led> worded(String key, String cabbi) {
    String siret = null;
    int forms = 0;
    for (int document : documents(history, new Term(IndexFields.EXACT, key), MOST_WORDINGS)) {
      EarlierWording wording = wording(document);
      int others = wording.others(cabbi);
      if (others == 0) {
        continue;
      }
      if (siret != null && !siret.equals(wording.siret())) {
        return Optional.empty();
      }
      siret = wording.siret();
      forms += others;
    }
    return siret == null ? Optional.empty() : Optional.of(new Led(siret, forms));
  }

  private static List<Integer> documents(IndexSearcher searcher, Term term, int most) {
    try {
      LeafReader leaf = leaf(searcher);
      PostingsEnum postings = leaf == null ? null : leaf.postings(term, PostingsEnum.NONE);
      List<Integer> documents = new ArrayList<>();
      while (postings != null && documents.size() < most) {
        int document = postings.nextDoc();
        if (document == DocIdSetIterator.NO_MORE_DOCS) {
          break;
        }
        documents.add(document);
      }
      return documents;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How many establishments have a term. */
  int frequency(String field, String term) {
    try {
      return register.getIndexReader().docFreq(new Term(field, term));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static BytesRef content(IndexSearcher searcher, int document) {
    try {
      return content(leaf(searcher), document);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static BytesRef content(LeafReader leaf, int document) throws IOException {
    BinaryDocValues contents = leaf.getBinaryDocValues(IndexFields.CONTENT);
    contents.advanceExact(document);
    return contents.binaryValue();
  }
}
