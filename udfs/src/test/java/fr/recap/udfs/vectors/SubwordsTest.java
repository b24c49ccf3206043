package fr.recap.udfs.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SubwordsTest {
  private static VectorsHeader header(int buckets, int min, int max) {
    return new VectorsHeader(
        12,
        VectorsHeader.Kind.SKIPGRAM,
        VectorsHeader.Loss.NEGATIVE_SAMPLING,
        2,
        5,
        5,
        1,
        5,
        1,
        buckets,
        min,
        max,
        1,
        0,
        10);
  }

  @Test
  void hashIsFnv1a() {
    // Published test vectors of FNV-1a, 32 bits.
    assertThat(Subwords.hash(new byte[0], 0)).isEqualTo(0x811c9dc5);
    assertThat(Subwords.hash("a".getBytes(StandardCharsets.UTF_8), 1)).isEqualTo(0xe40c292c);
    assertThat(Subwords.hash("foobar".getBytes(StandardCharsets.UTF_8), 6)).isEqualTo(0xbf9cf968);
  }

  @Test
  void bytesOverOneHundredAndTwentySevenCountAsNegative() {
    // (0x811c9dc5 ^ 0xffffffc3) * 16777619, computed outside: libfasttext's int8_t, not FNV's
    // unsigned byte.
    assertThat(Subwords.add(Subwords.start(), (byte) 0xC3)).isEqualTo(0xc5f34f72);
  }

  @Test
  void subwordsAreThoseOfTheFramedWordInCharacters() {
    // <é> has the n-grams of 2 and 3 characters: "<é", "<é>", "é>".
    List<Integer> found = new ArrayList<>();
    Subwords.forEach("é".getBytes(StandardCharsets.UTF_8), header(1000, 2, 3), found::add);

    assertThat(found).containsExactly(bucket("<é"), bucket("<é>"), bucket("é>"));
  }

  @Test
  void singleCharactersOfTheFrameAreNoSubwords() {
    List<Integer> found = new ArrayList<>();
    Subwords.forEach("ab".getBytes(StandardCharsets.UTF_8), header(1000, 1, 1), found::add);

    assertThat(found).containsExactly(bucket("a"), bucket("b"));
  }

  private static int bucket(String ngram) {
    byte[] bytes = ngram.getBytes(StandardCharsets.UTF_8);
    return (int) (Integer.toUnsignedLong(Subwords.hash(bytes, bytes.length)) % 1000);
  }
}
