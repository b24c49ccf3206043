package fr.recap.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FormReaderTest {
  private final FormReader reader = new FormReader(2, List.of("compl_x", "rs_x"));

  @Test
  void formHasTheTextsThatWereSent() {
    List<SubmittedForm> forms =
        read(
            """
            {"documents": [
              {"cabbi": "A1", "rs_x": "L'ÉPI; DROP TABLE rp --", "profi_x": null, "unknown": {"a": [1]}},
              {"cabbi": "A2", "latitude": 48.5, "longitude": -2}], "more": 1}
            """);
    assertThat(forms).hasSize(2);
    assertThat(forms.get(0).fields())
        .isEqualTo(Map.of("cabbi", "A1", "rs_x", "L'ÉPI; DROP TABLE rp --"));
    assertThat(forms.get(0).located()).isFalse();
    assertThat(forms.get(1).latitude()).isEqualTo(48.5);
    assertThat(forms.get(1).longitude()).isEqualTo(-2.0);
  }

  @Test
  void fieldsOfTheUsersOwnAreTextsToo() {
    assertThat(read(withField("compl_x", "é".repeat(300))).get(0).text("compl_x")).hasSize(300);
    assertThat(refused(withField("compl_x", "é".repeat(301))).detail().toString())
        .contains("[\"body\",\"documents\",0,\"compl_x\"]");
    assertThat(read(withField("other_x", "é".repeat(301))).get(0).text("other_x")).isNull();
  }

  @Test
  void eachFieldMayBeAsLongAsTheProtocolSays_andNoLonger() {
    Map<String, Integer> limits =
        Map.ofEntries(
            Map.entry("cabbi", 20),
            Map.entry("rs_x", 300),
            Map.entry("actet_x", 300),
            Map.entry("profs_x", 300),
            Map.entry("profi_x", 300),
            Map.entry("profa_x", 300),
            Map.entry("numvoi_x", 15),
            Map.entry("bister_x", 30),
            Map.entry("typevoi_x", 100),
            Map.entry("nomvoi_x", 100),
            Map.entry("cpladr_x", 100),
            Map.entry("clt_x", 100),
            Map.entry("dlt_x", 100),
            Map.entry("plt_x", 100),
            Map.entry("clt_c_c", 10),
            Map.entry("vardompart_x", 10));
    limits.forEach(
        (field, limit) -> {
          assertThat(read(withField(field, "é".repeat(limit)))).as(field).hasSize(1);
          HttpErrorException refused = refused(withField(field, "é".repeat(limit + 1)));
          assertThat(refused.status()).as(field).isEqualTo(422);
          assertThat(refused.detail().toString())
              .contains("[\"body\",\"documents\",0,\"%s\"]".formatted(field))
              .contains("at most %d characters".formatted(limit));
        });
  }

  @Test
  void whatIsNoJsonIs400_andDoesNotQuoteTheBody() {
    for (String body : List.of("", "{", "SECRET", "{\"documents\": []} []", "[".repeat(5000))) {
      HttpErrorException refused = refused(body);
      assertThat(refused.status()).as(body).isEqualTo(400);
      assertThat(refused.detail().toString()).doesNotContain("SECRET");
    }
    assertThat(refused("{\"documents\": [], \"documents\": []}").status()).isEqualTo(400);
  }

  @Test
  void jsonThatIsNoListOfFormsIs422() {
    for (String body :
        List.of(
            "[]",
            "1",
            "null",
            "{}",
            "{\"documents\": {}}",
            "{\"documents\": \"x\"}",
            "{\"documents\": [1]}",
            "{\"documents\": [{}]}",
            "{\"documents\": [{\"cabbi\": 12}]}",
            "{\"documents\": [{\"cabbi\": \" \"}]}",
            "{\"documents\": [{\"cabbi\": \"A\\n\"}]}",
            "{\"documents\": [{\"cabbi\": \"A\", \"rs_x\": [\"B\"]}]}",
            "{\"documents\": [{\"cabbi\": \"A\", \"rs_x\": \"\\u0000\"}]}",
            "{\"documents\": [{\"cabbi\": \"A\", \"latitude\": 48}]}",
            "{\"documents\": [{\"cabbi\": \"A\", \"latitude\": 91, \"longitude\": 0}]}",
            "{\"documents\": [{\"cabbi\": \"A\", \"latitude\": \"1\", \"longitude\": 0}]}",
            "{\"documents\": [{\"cabbi\": \"A\"}, {\"cabbi\": \"B\"}, {\"cabbi\": \"C\"}]}")) {
      assertThat(refused(body).status()).as(body).isEqualTo(422);
    }
  }

  private static String withField(String field, String text) {
    return field.equals("cabbi")
        ? "{\"documents\": [{\"cabbi\": \"%s\"}]}".formatted(text)
        : "{\"documents\": [{\"cabbi\": \"A\", \"%s\": \"%s\"}]}".formatted(field, text);
  }

  private List<SubmittedForm> read(String body) {
    return reader.read(body.getBytes(StandardCharsets.UTF_8));
  }

  private HttpErrorException refused(String body) {
    HttpErrorException refusal = catchThrowableOfType(HttpErrorException.class, () -> read(body));
    assertThat(refusal).as(body).isNotNull();
    return refusal;
  }
}
