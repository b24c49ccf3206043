package fr.recap.register;

import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.document.Field;
import org.apache.lucene.index.IndexableFieldType;

/** Terms of a document that are known already, so that no analyzer has to find them in a text. */
final class TermsField extends Field {
  /** Letters of a term; Lucene refuses a document that has one of 32 kB. */
  static final int LONGEST = 1000;

  private final Collection<String> terms;

  /**
   * @param terms none beyond {@link #LONGEST} becomes one
   */
  TermsField(String name, Collection<String> terms, IndexableFieldType type) {
    super(name, type);
    this.terms = terms;
  }

  @Override
  public TokenStream tokenStream(Analyzer analyzer, TokenStream reused) {
    // The writer hands the stream of the field's last document back; a stream costs far more than
    // the terms of one document.
    Stream stream = reused instanceof Stream last ? last : new Stream();
    stream.next = terms.iterator();
    return stream;
  }

  /** Read by one thread. */
  private static final class Stream extends TokenStream {
    private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
    private Iterator<String> next = Collections.emptyIterator();

    @Override
    public boolean incrementToken() {
      while (next.hasNext()) {
        String text = next.next();
        if (!text.isEmpty() && text.length() <= LONGEST) {
          clearAttributes();
          term.append(text);
          return true;
        }
      }
      return false;
    }
  }
}
