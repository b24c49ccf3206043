package fr.recap.elastic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.recap.config.ElasticsearchSettings;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class MultiSearchTest {
  private static final String ALIAS = "search_test";
  private static final int DOCUMENTS = 100;
  private static final ElasticsearchSettings SETTINGS =
      TestElastic.config(
              Map.of("elasticsearch.search.batch", "7", "elasticsearch.search.concurrency", "3"))
          .elasticsearch();
  private static final MultiSearch SEARCH = MultiSearch.shared(SETTINGS);

  @BeforeAll
  static void index() {
    try (ElasticClient client = ElasticClient.open(SETTINGS)) {
      IndexAdmin admin = new IndexAdmin(client);
      String version = admin.createVersion(ALIAS, TestElastic.definition(), "1");
      try (DocumentWriter writer = DocumentWriter.toVersion(SETTINGS, version)) {
        for (int i = 0; i < DOCUMENTS; i++) {
          writer.add(
              "F" + i,
              ElasticClient.JSON
                  .createObjectNode()
                  .put("cabbi", "F" + i)
                  .put("rs_x", "GARAGE NUMERO" + i)
                  .put("siret_dec", "0"));
        }
        writer.flush();
      }
      admin.publish(version, ALIAS, DOCUMENTS);
    }
  }

  @AfterAll
  static void drop() {
    try (ElasticClient client = ElasticClient.open(SETTINGS)) {
      client.delete("/" + ALIAS + "_1");
    }
  }

  @Test
  void resultsComeInTheOrderOfTheSearches() {
    List<SearchResult> results =
        SEARCH.search(ALIAS, IntStream.range(0, 20).mapToObj(MultiSearchTest::byId).toList());

    assertThat(results).hasSize(20);
    for (int i = 0; i < 20; i++) {
      assertThat(results.get(i).error()).isEmpty();
      assertThat(results.get(i).hits()).extracting(Hit::id).containsExactly("F" + i);
      assertThat(results.get(i).hits().get(0).source().toString())
          .isEqualTo("{\"rs_x\":\"GARAGE NUMERO%d\"}".formatted(i));
    }
  }

  @Test
  void hitsComeBestFirstWithTheirScores() {
    List<Hit> hits =
        SEARCH
            .search(
                ALIAS, List.of("{\"size\":2,\"query\":{\"match\":{\"rs_x\":\"garage numero5\"}}}"))
            .get(0)
            .hits();

    assertThat(hits.get(0).id()).isEqualTo("F5");
    assertThat(hits.get(0).score()).isGreaterThan(hits.get(1).score());
    assertThat(hits.get(1).score()).isPositive();
  }

  @Test
  void aSearchThatTheServerRefusesSaysWhyAndTheOthersAreAnswered() {
    List<SearchResult> results =
        SEARCH.search(ALIAS, List.of("{\"query\":{\"no_such_query\":{}}}", byId(3)));

    assertThat(results.get(0).hits()).isEmpty();
    assertThat(results.get(0).error())
        .hasValueSatisfying(e -> assertThat(e).contains("no_such_query"));
    assertThat(results.get(1).hits()).extracting(Hit::id).containsExactly("F3");
  }

  @Test
  void aMissingIndexIsTheErrorOfItsSearch() {
    SearchResult result = SEARCH.search("no_such_index", List.of(byId(1))).get(0);
    assertThat(result.error()).hasValueSatisfying(e -> assertThat(e).contains("no such index"));
  }

  @Test
  void bodiesMayHaveSeveralLines() {
    SearchResult result = SEARCH.search(ALIAS, List.of(byId(4).replace(",", ",\n"))).get(0);
    assertThat(result.hits()).extracting(Hit::id).containsExactly("F4");
  }

  @Test
  void aStreamAnswersInOrderWhateverTheNumberOfSearchesOfAnInput() {
    // Input n has n % 4 searches: none, one, two or three; some inputs span two requests.
    Iterator<Answered<Integer>> answers =
        SEARCH.stream(
            IntStream.range(0, 60).iterator(),
            n ->
                IntStream.range(0, n % 4)
                    .mapToObj(i -> new Search(ALIAS, byId((n + i) % DOCUMENTS)))
                    .toList());

    List<Integer> inputs = new ArrayList<>();
    while (answers.hasNext()) {
      Answered<Integer> answer = answers.next();
      int n = answer.input();
      inputs.add(n);
      assertThat(answer.results()).hasSize(n % 4);
      for (int i = 0; i < n % 4; i++) {
        assertThat(answer.results().get(i).hits())
            .extracting(Hit::id)
            .containsExactly("F" + (n + i) % DOCUMENTS);
      }
    }
    assertThat(inputs).isEqualTo(IntStream.range(0, 60).boxed().toList());
  }

  @Test
  void aStreamReadsNoFurtherAheadThanItsRequests() {
    List<Integer> read = new ArrayList<>();
    Iterator<Integer> endless = IntStream.iterate(0, i -> i + 1).peek(read::add).iterator();

    SEARCH.stream(endless, n -> List.of(new Search(ALIAS, byId(n)))).next();

    // The first request, and three ahead of it, of seven searches each; the JDK's own iterator
    // may hold one more.
    assertThat(read).hasSizeBetween(7, 29);
  }

  @Test
  void equalSettingsShareOneClient() {
    ElasticsearchSettings again =
        TestElastic.config(
                Map.of("elasticsearch.search.batch", "7", "elasticsearch.search.concurrency", "3"))
            .elasticsearch();
    assertThat(MultiSearch.shared(again)).isSameAs(SEARCH);
  }

  @Test
  void nothingToSearchIsNoRequest() {
    assertThat(SEARCH.search(ALIAS, List.of())).isEmpty();
    Iterator<Answered<Integer>> none = SEARCH.stream(List.<Integer>of().iterator(), n -> List.of());
    assertThat(none.hasNext()).isFalse();
    assertThatThrownBy(none::next).isInstanceOf(java.util.NoSuchElementException.class);
  }

  private static String byId(int i) {
    return "{\"_source\":[\"rs_x\"],\"query\":{\"term\":{\"cabbi.keyword\":\"F%d\"}}}".formatted(i);
  }
}
