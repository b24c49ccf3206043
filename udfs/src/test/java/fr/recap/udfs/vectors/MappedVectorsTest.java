package fr.recap.udfs.vectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import fr.recap.udfs.vectors.VectorsHeader.Kind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Compares the mapped file with the native library, on models that the test trains. */
class MappedVectorsTest {
  private static final List<String> WORDS =
      List.of(
          "infirmière",
          "hôpital",
          "l'école",
          "2026",
          "n°12",
          "a",
          "à",
          "œ",
          "日本",
          "",
          "</s>",
          "jamais-vu",
          "éé",
          "inconnue",
          "0",
          "'",
          "x".repeat(300),
          "é".repeat(5000),
          "__label__1",
          "__label__inconnu",
          "a b",
          "<",
          ">",
          "😀",
          "<infirmière>");

  private static final List<String> TEXTS =
      List.of(
          "infirmière hôpital jamais-vu",
          "",
          "   ",
          "l'école  de\tla 2026 ",
          "une seconde ligne\nne compte pas",
          "maçon </s> boulanger",
          "__label__1 garage mécanicien __label__inconnu",
          "x");

  @TempDir static Path folder;

  @ParameterizedTest
  @CsvSource({"SKIPGRAM,5", "SKIPGRAM,0", "CBOW,5", "SUPERVISED,4", "SUPERVISED,0"})
  void wordsHaveTheBitsOfTheNativeLibrary(Kind kind, int maxSubword) throws Exception {
    Path model = TestModels.train(folder, TestModels.arguments(kind, maxSubword));
    try (MappedVectors mapped = MappedVectors.open(model);
        NativeVectors jni = NativeVectors.open(model)) {
      assertThat(mapped.header()).isEqualTo(jni.header());
      assertThat(mapped.header().kind()).isEqualTo(kind);
      assertThat(mapped.header().labels()).isEqualTo(kind == Kind.SUPERVISED ? 3 : 0);
      List<String> words = new ArrayList<>(WORDS);
      for (int i = 0; i < mapped.vocabulary().words(); i++) {
        words.add(mapped.vocabulary().word(i));
      }
      for (String word : words) {
        assertThat(mapped.word(word)).as(word).containsExactly(jni.word(word));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"SKIPGRAM,5", "CBOW,5", "SKIPGRAM,0"})
  void sentencesHaveTheBitsOfTheNativeLibrary(Kind kind, int maxSubword) throws Exception {
    Path model = TestModels.train(folder, TestModels.arguments(kind, maxSubword));
    try (MappedVectors mapped = MappedVectors.open(model);
        NativeVectors jni = NativeVectors.open(model)) {
      for (String text : TEXTS) {
        assertThat(mapped.sentence(text)).as(text).containsExactly(jni.sentence(text));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"SKIPGRAM,5", "SUPERVISED,4", "SUPERVISED,0"})
  void sentencesAgreeWithThePrintedOnesOfTheNativeProgram(Kind kind, int maxSubword)
      throws Exception {
    Path model = TestModels.train(folder, TestModels.arguments(kind, maxSubword));
    // Where a text has the word </s>, the program takes what follows for another line.
    List<String> lines =
        TEXTS.stream()
            .map(text -> text.lines().findFirst().orElse(""))
            .filter(line -> !line.contains("</s>"))
            .toList();
    List<float[]> printed = NativeProgram.sentences(model, lines);
    assertThat(printed).hasSameSizeAs(lines);
    try (MappedVectors mapped = MappedVectors.open(model)) {
      for (int text = 0; text < lines.size(); text++) {
        float[] ours = mapped.sentence(lines.get(text));
        float[] theirs = printed.get(text);
        for (int i = 0; i < ours.length; i++) {
          // Five significant digits are printed.
          assertThat(ours[i])
              .as(lines.get(text))
              .isCloseTo(theirs[i], within(Math.abs(theirs[i]) * 1e-4f));
        }
      }
    }
  }

  @Test
  void supervisedSentencesOfTheNativeLibraryAreRefusedWhereItCannotGiveThem() throws Exception {
    Path model = TestModels.train(folder, TestModels.arguments(Kind.SUPERVISED, 4));
    try (NativeVectors jni = NativeVectors.open(model)) {
      assertThatThrownBy(() -> jni.sentence("garage"))
          .isInstanceOf(UnsupportedOperationException.class)
          .hasMessageContaining("fasttext.engine = mmap");
    }
  }

  @Test
  void windowsOfAMatrixDoNotShow() throws Exception {
    Path model = TestModels.train(folder, TestModels.arguments(Kind.CBOW, 5));
    try (MappedVectors whole = MappedVectors.open(model);
        // Windows of two rows: those of a model over 2 GiB differ in size only.
        MappedVectors split = MappedVectors.open(model, 2 * 20 * Float.BYTES)) {
      for (String word : WORDS) {
        assertThat(split.word(word)).as(word).containsExactly(whole.word(word));
      }
    }
  }

  @Test
  void vocabularyKnowsItsWordsAndTheirCounts() throws Exception {
    Path model = TestModels.train(folder, TestModels.arguments(Kind.SUPERVISED, 0));
    try (MappedVectors mapped = MappedVectors.open(model)) {
      Vocabulary vocabulary = mapped.vocabulary();
      for (int i = 0; i < vocabulary.words() + vocabulary.labels(); i++) {
        assertThat(vocabulary.id(vocabulary.word(i))).isEqualTo(i);
      }
      assertThat(vocabulary.id("jamais-vu")).isEqualTo(-1);
      assertThat(vocabulary.count(vocabulary.id("__label__0"))).isEqualTo(134);
      assertThat(vocabulary.count(vocabulary.id("</s>"))).isEqualTo(400);
    }
  }

  @Test
  void eightThreadsOverOneReaderGetTheSameBits() throws Exception {
    Path model = TestModels.train(folder, TestModels.arguments(Kind.SKIPGRAM, 5));
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try (MappedVectors mapped = MappedVectors.open(model)) {
      List<float[]> expected = WORDS.stream().map(mapped::word).toList();
      Callable<Integer> task =
          () -> {
            int compared = 0;
            for (int round = 0; round < 50; round++) {
              for (int i = 0; i < WORDS.size(); i++) {
                assertThat(mapped.word(WORDS.get(i))).containsExactly(expected.get(i));
                compared++;
              }
            }
            return compared;
          };
      for (Future<Integer> done : threads.invokeAll(java.util.Collections.nCopies(8, task))) {
        assertThat(done.get()).isEqualTo(50 * WORDS.size());
      }
    } finally {
      threads.shutdown();
    }
  }
}
