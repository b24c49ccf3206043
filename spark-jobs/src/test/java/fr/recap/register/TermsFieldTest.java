package fr.recap.register;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.junit.jupiter.api.Test;

class TermsFieldTest {
  @Test
  void documentsHaveTheirTerms_thoughTheyShareAStream() throws IOException {
    try (ByteBuffersDirectory directory = new ByteBuffersDirectory();
        IndexWriter writer = Segments.append(directory)) {
      for (List<String> words :
          List.of(
              List.of("garage", "martin"),
              List.<String>of(),
              List.of("", "x".repeat(TermsField.LONGEST + 1), "martin", "été"))) {
        Document document = new Document();
        document.add(IndexFields.words(IndexFields.NAME, words));
        IndexFields.addTerms(document, IndexFields.EXACT, words);
        writer.addDocument(document);
      }
      writer.commit();
      try (DirectoryReader reader = DirectoryReader.open(directory)) {
        LeafReader leaf = reader.leaves().get(0).reader();
        for (String field : List.of(IndexFields.NAME, IndexFields.EXACT)) {
          assertThat(terms(leaf, field)).containsExactly("garage 1", "martin 2", "été 1");
        }
        // Two words and two words: what is left out doesn't lengthen a document.
        assertThat(leaf.terms(IndexFields.NAME).getSumTotalTermFreq()).isEqualTo(4);
      }
    }
  }

  private static List<String> terms(LeafReader leaf, String field) throws IOException {
    List<String> terms = new ArrayList<>();
    TermsEnum all = leaf.terms(field).iterator();
    while (all.next() != null) {
      terms.add(all.term().utf8ToString() + ' ' + all.docFreq());
    }
    return terms;
  }
}
