package fr.recap.register;

import fr.recap.tables.Sirus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;

/** An index of establishments that are typed by hand. */
final class TestRegister {
  private final Path folder;
  private final List<Document> establishments = new ArrayList<>();
  private final List<Document> wordings = new ArrayList<>();

  TestRegister(Path folder) {
    this.folder = folder;
  }

  /** An establishment; they are to be given in order of SIRET. */
  TestRegister with(String siret, Map<String, String> columns, double latitude, double longitude) {
    Map<String, String> all = new LinkedHashMap<>(columns);
    establishments.add(
        new EntryDocuments()
            .of(RegisterEntry.of(siret, c -> all.getOrDefault(c, ""), latitude, longitude)));
    return this;
  }

  TestRegister with(String siret, String name, String commune, String apet) {
    return with(
        siret,
        Map.of(Sirus.DENOM, name, Sirus.ADR_ET_LOC_GEO, commune, Sirus.APET, apet),
        Double.NaN,
        Double.NaN);
  }

  /** Adds the list of SIRETs that earlier releases had. */
  TestRegister withListOfSirets() {
    establishments.forEach(
        document -> IndexFields.addTerm(document, IndexFields.SIRET, "00000000000000"));
    return this;
  }

  TestRegister with(Document wording) {
    wordings.add(wording);
    return this;
  }

  RegisterIndex open(String... synonyms) throws IOException {
    write(RegisterIndex.REGISTER, establishments);
    write(RegisterIndex.HISTORY, wordings);
    try (DirectoryReader reader =
        DirectoryReader.open(FSDirectory.open(folder.resolve(RegisterIndex.REGISTER)))) {
      LeafReader leaf = RegisterIndex.leaf(new IndexSearcher(reader));
      WordIndex.write(leaf, Files.createDirectory(folder.resolve(RegisterIndex.WORDS)));
      Communes.write(leaf, folder.resolve(RegisterIndex.COMMUNES));
    }
    Files.write(folder.resolve(RegisterIndex.SYNONYMS), List.of(synonyms));
    return RegisterIndex.open(folder);
  }

  private void write(String index, List<Document> documents) throws IOException {
    Path part = Files.createDirectories(folder.resolve(index + "-part"));
    try (Directory directory = FSDirectory.open(part);
        IndexWriter writer = Segments.append(directory)) {
      for (Document document : documents) {
        writer.addDocument(document);
      }
      writer.commit();
    }
    Segments.merge(List.of(part), Files.createDirectory(folder.resolve(index)));
  }
}
