package fr.recap.geocoding;

import static org.assertj.core.api.Assertions.assertThat;

import fr.recap.config.ConfigLoader;
import fr.recap.config.GeocodingSettings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** The cascade on replies made by hand; what it asks for is told as service:type:text. */
class GeocoderTest {
  private static final Commune METZ =
      new Commune("57463", "Metz", "57", List.of("57000"), 120_000, 49.1, 6.2);

  private final GeocodingSettings settings =
      ConfigLoader.load(
              List.of(),
              Map.of(
                  "geocoding.services.ban", "http://ban.example",
                  "geocoding.services.bano", "http://bano.example",
                  "geocoding.services.poi", "http://poi.example"))
          .geocoding();
  private final Map<String, Answer> knows = new HashMap<>();
  private final List<String> asked = new ArrayList<>();

  @Test
  void aSureHouseNumberOfBan_endsTheSearch() {
    knows("BAN:housenumber:12 rue haute 57000 Metz", "housenumber", 0.95, 6.1);
    assertThat(locate("12", "", "rue haute", "", "")).hasValueSatisfying(a -> at(a, 6.1));
    assertThat(asked).containsExactly("BAN:housenumber:12 rue haute 57000 Metz");
  }

  @Test
  void bano_isAskedWhereBanIsNotSure_andBansNumberStays() {
    knows("BAN:housenumber:12 rue haute 57000 Metz", "housenumber", 0.7, 6.1);
    knows("BANO:housenumber:12 rue haute 57000 Metz", "housenumber", 0.8, 6.2);
    assertThat(locate("12", "", "rue haute", "", "")).hasValueSatisfying(a -> at(a, 6.1));
    assertThat(asked).hasSize(2);
  }

  @Test
  void banosNumber_isTakenWhereBanHasOnlyTheStreet() {
    knows("BAN:housenumber:12 rue haute 57000 Metz", "street", 0.95, 6.1);
    knows("BANO:housenumber:12 rue haute 57000 Metz", "housenumber", 0.8, 6.2);
    assertThat(locate("12", "", "rue haute", "", "")).hasValueSatisfying(a -> at(a, 6.2));
  }

  @Test
  void aNumberThatNobodyKnows_liesBetweenItsNeighbours() {
    knows("BAN:housenumber:10 rue haute 57000 Metz", "housenumber", 0.9, 6.10);
    knows("BAN:housenumber:14 rue haute 57000 Metz", "housenumber", 0.8, 6.14);
    assertThat(locate("12", "", "rue haute", "", ""))
        .hasValueSatisfying(
            answer -> {
              assertThat(answer.type()).isEqualTo("interpolation");
              assertThat(answer.score()).isEqualTo(0.8);
              assertThat(answer.longitude()).isEqualTo(6.12, Offset.offset(1e-9));
            });
  }

  @Test
  void theRepetition_isGivenUpBeforeTheNumber() {
    knows("BAN:housenumber:12 rue haute 57000 Metz", "housenumber", 0.95, 6.1);
    knows("BAN:street:rue haute 57000 Metz", "street", 0.95, 6.3);
    assertThat(locate("12", "B", "rue haute", "", "")).hasValueSatisfying(a -> at(a, 6.1));
    assertThat(asked).startsWith("BAN:housenumber:12 bis rue haute 57000 Metz");
  }

  @Test
  void aStreet_isTakenWithoutItsNumber_theSurerOfTwo() {
    knows("BAN:street:rue haute 57000 Metz", "street", 0.5, 6.1);
    knows("BANO:street:rue haute 57000 Metz", "street", 0.6, 6.2);
    assertThat(locate("12", "", "rue haute", "", "")).hasValueSatisfying(a -> at(a, 6.2));
  }

  @Test
  void anythingOfTheName_isTakenButAWholeCommune() {
    knows("BAN::rue haute 57000 Metz", "municipality", 0.9, 6.1);
    knows("BANO::rue haute 57000 Metz", "locality", 0.4, 6.2);
    assertThat(locate("", "", "rue haute", "", "")).hasValueSatisfying(a -> at(a, 6.2));
  }

  @Test
  void anAnswerBelowTheMinimum_orInAnotherCommune_isNone() {
    knows("BAN:street:rue haute 57000 Metz", "street", 0.29, 6.1);
    knows.put(
        "BANO:street:rue haute 57000 Metz",
        new Answer(6.2, 49, 0.99, "street", "rue haute", "54395"));
    assertThat(locate("", "", "rue haute", "", "")).isEmpty();
  }

  @Test
  void pointsOfInterest_areAskedLastAndByTheirWords() {
    knows("POI::mairie 57000 Metz", "townhall", 0.35, 6.1);
    assertThat(locate("", "", "", "", "MAIRIE DE METZ"))
        .hasValueSatisfying(
            answer -> {
              at(answer, 6.1);
              assertThat(answer.type()).isEqualTo("poi.townhall");
            });
    assertThat(asked).containsExactly("POI::mairie 57000 Metz");
  }

  @Test
  void aShoppingCentre_needsAHigherScore() {
    knows("POI::CENTRE COMMERCIAL MUSE 57000 Metz", "poi.mall", 0.45, 6.1);
    assertThat(locate("", "", "", "", "CENTRE COMMERCIAL MUSE")).isEmpty();
    knows("POI::CENTRE COMMERCIAL MUSE 57000 Metz", "poi.mall", 0.55, 6.1);
    assertThat(locate("", "", "", "", "CENTRE COMMERCIAL MUSE"))
        .hasValueSatisfying(answer -> assertThat(answer.type()).isEqualTo("poi.mall"));
  }

  @Test
  void failures_areGoneRoundAndTold() {
    Map<Query, Reply> known = new HashMap<>();
    Replies replies = new Replies(known);
    Optional<Answer> found = null;
    while (found == null) {
      try {
        found =
            new Geocoder(settings, replies, address("12", "", "rue haute", "", ""), METZ).locate();
      } catch (UnansweredException e) {
        known.put(
            e.query(),
            e.query().service() == Service.BAN
                ? Reply.failed(Reply.Kind.LEFT_ALONE)
                : Reply.NOTHING);
      }
    }
    assertThat(found).isEmpty();
    assertThat(replies.note()).isEqualTo("; an address service failed");
  }

  private static void at(Answer answer, double longitude) {
    assertThat(answer.longitude()).isEqualTo(longitude);
  }

  private void knows(String question, String type, double score, double longitude) {
    knows.put(question, new Answer(longitude, 49.1, score, type, "10 Rue Haute", "57463"));
  }

  private static Address address(
      String number, String repetition, String street, String complement, String place) {
    return new Address("57463", number, repetition, street, complement, place);
  }

  private Optional<Answer> locate(
      String number, String repetition, String street, String complement, String place) {
    Map<Query, Reply> known = new HashMap<>();
    asked.clear();
    while (true) {
      try {
        return new Geocoder(
                settings,
                new Replies(known),
                address(number, repetition, street, complement, place),
                METZ)
            .locate();
      } catch (UnansweredException e) {
        Query query = e.query();
        assertThat(query.cityCode()).isEqualTo("57463");
        String question = query.service() + ":" + query.type() + ":" + query.text();
        asked.add(question);
        Answer answer = knows.get(question);
        known.put(query, answer == null ? Reply.NOTHING : Reply.found(answer));
      }
    }
  }
}
