package fr.recap.register;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.analysis.core.WhitespaceAnalyzer;
import org.apache.lucene.index.CodecReader;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.LogDocMergePolicy;
import org.apache.lucene.index.NoMergePolicy;
import org.apache.lucene.index.SerialMergeScheduler;
import org.apache.lucene.index.SlowCodecReaderWrapper;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;

/** Writes indices whose documents stay in the order that they came in. */
final class Segments {
  /** Memory of one that is written; what exceeds it becomes a segment of its own. */
  private static final double BUFFER_MB = 48;

  private Segments() {}

  /** Opens an index that one thread adds to in order; it is never merged. */
  static IndexWriter append(Directory directory) throws IOException {
    return new IndexWriter(
        directory, config().setMergePolicy(NoMergePolicy.INSTANCE).setUseCompoundFile(true));
  }

  /**
   * Puts indices together, document after document, as one segment. Their files are read once from
   * front to back; memory doesn't grow with them.
   *
   * @param parts folders, in the order of their documents; none makes an index without documents
   * @return how many documents it has
   */
  static int merge(List<Path> parts, Path target) throws IOException {
    List<Directory> directories = new ArrayList<>();
    List<DirectoryReader> readers = new ArrayList<>();
    try (Directory directory = FSDirectory.open(target);
        IndexWriter writer = new IndexWriter(directory, oneSegment())) {
      List<CodecReader> segments = new ArrayList<>();
      for (Path part : parts) {
        directories.add(FSDirectory.open(part));
        readers.add(DirectoryReader.open(directories.get(directories.size() - 1)));
        for (LeafReaderContext leaf : readers.get(readers.size() - 1).leaves()) {
          segments.add(SlowCodecReaderWrapper.wrap(leaf.reader()));
        }
      }
      if (!segments.isEmpty()) {
        writer.addIndexes(segments.toArray(CodecReader[]::new));
      }
      writer.commit();
      return writer.getDocStats().numDocs;
    } finally {
      for (DirectoryReader reader : readers) {
        reader.close();
      }
      for (Directory directory : directories) {
        directory.close();
      }
    }
  }

  /** For an index that is made at once and becomes one segment by {@code forceMerge(1)}. */
  static IndexWriterConfig oneSegment() {
    LogDocMergePolicy inOrder = new LogDocMergePolicy();
    inOrder.setNoCFSRatio(1);
    inOrder.setMaxCFSSegmentSizeMB(Double.POSITIVE_INFINITY);
    return config().setMergePolicy(inOrder);
  }

  private static IndexWriterConfig config() {
    return new IndexWriterConfig(new WhitespaceAnalyzer())
        .setSimilarity(Scores.SIMILARITY)
        .setRAMBufferSizeMB(BUFFER_MB)
        .setMergeScheduler(new SerialMergeScheduler());
  }
}
