package fr.recap.udfs.vectors;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The words of the vocabulary that are nearest to a vector by cosine, as libfasttext's {@code nn}
 * finds them, but without a second copy of the matrix in memory: each search reads the vocabulary
 * once, on all cores.
 */
public final class NearestWords {
  private static final int CHUNK = 4096;
  private static final Comparator<Neighbour> BEST_FIRST =
      Comparator.comparing(Neighbour::cosine).reversed().thenComparing(Neighbour::id);

  private final MappedVectors vectors;

  /**
   * A word near another.
   *
   * @param id its number in the vocabulary
   * @param cosine in [-1, 1]
   */
  public record Neighbour(int id, String word, float cosine) {}

  public NearestWords(MappedVectors vectors) {
    this.vectors = vectors;
  }

  /** The {@code k} nearest words to a word, which may be unknown and is not among them. */
  public List<Neighbour> of(String word, int k) {
    return of(vectors.word(word), Set.of(word), k);
  }

  /**
   * The {@code k} nearest words to a vector, the nearest first; words of equal cosine in order of
   * frequency.
   *
   * @param without words that are left out
   */
  public List<Neighbour> of(float[] vector, Set<String> without, int k) {
    int words = vectors.vocabulary().words();
    int chunks = (words + CHUNK - 1) / CHUNK;
    float norm = FloatMath.norm(vector);
    // libfasttext's bound, under which it doesn't divide.
    float divisor = Math.abs(norm) < 1e-8 ? 1 : norm;
    return IntStream.range(0, chunks)
        .parallel()
        .mapToObj(chunk -> chunk(vector, divisor, without, k, chunk * CHUNK))
        .flatMap(List::stream)
        .sorted(BEST_FIRST)
        .limit(k)
        .toList();
  }

  private List<Neighbour> chunk(
      float[] vector, float divisor, Set<String> without, int k, int first) {
    PriorityQueue<Neighbour> best = new PriorityQueue<>(BEST_FIRST.reversed());
    int end = Math.min(first + CHUNK, vectors.vocabulary().words());
    for (int id = first; id < end; id++) {
      float[] candidate = vectors.word(id);
      float norm = FloatMath.norm(candidate);
      if (norm > 0) {
        FloatMath.divide(candidate, norm);
      }
      float cosine = FloatMath.dot(candidate, vector) / divisor;
      if (best.size() == k && cosine <= best.element().cosine()) {
        continue;
      }
      String word = vectors.vocabulary().word(id);
      if (!without.contains(word)) {
        best.add(new Neighbour(id, word, cosine));
        if (best.size() > k) {
          best.remove();
        }
      }
    }
    return new ArrayList<>(best);
  }
}
