package fr.recap.udfs.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamePartsTest {

  @ParameterizedTest
  @CsvSource({
    "societe nationale des chemins de fer, sncf",
    "Régie Autonome des Transports Parisiens, ratp",
    "ECOLE NATIONALE D'ADMINISTRATION, ena",
    "Électricité de France et Gaz, efg",
  })
  void acronymIsTheInitialsOfWhatIsNoStopWord(String name, String acronym) {
    assertThat(Acronyms.of(name)).isEqualTo(acronym);
  }

  @Test
  void noAcronymUnderThreeInitials() {
    assertThat(Acronyms.of("La Poste de Metz")).isNull();
    assertThat(Acronyms.of("")).isNull();
    assertThat(Acronyms.of(null)).isNull();
  }

  @Test
  void stopWordsAreFolded() {
    assertThat(StopWords.contains("a")).as("à").isTrue();
    assertThat(StopWords.contains("meme")).as("même").isTrue();
    assertThat(StopWords.contains("d")).isTrue();
    assertThat(StopWords.contains("ecole")).isFalse();
    assertThat(StopWords.contains(null)).isFalse();
  }

  @Test
  void abbreviationsPreferTheLongestPhrase() {
    assertThat(Abbreviations.ofNames().expand("MIN EDUC"))
        .isEqualTo("ministere education nationale");
    assertThat(Abbreviations.ofNames().expand("MIN X")).isEqualTo("ministere x");
    assertThat(Abbreviations.ofNames().expand("AV ST JEAN")).isEqualTo("avenue saint jean");
    assertThat(Abbreviations.ofNames().expand("")).isEmpty();
    assertThat(Abbreviations.ofNames().expand((String) null)).isNull();
  }

  @Test
  void ambiguousLegalFormsGoAtTheEndsOnly() {
    assertThat(LegalForms.drop(List.of("sa", "martin"))).containsExactly("martin");
    assertThat(LegalForms.drop(List.of("martin", "sa"))).containsExactly("martin");
    assertThat(LegalForms.drop(List.of("martin", "sa", "fils")))
        .containsExactly("martin", "sa", "fils");
    assertThat(LegalForms.drop(List.of("martin", "sarl", "fils")))
        .containsExactly("martin", "fils");
    assertThat(LegalForms.drop(List.of("sarl"))).isEmpty();
    assertThat(LegalForms.isForm(null)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "s n c f, sncf",
    "s a r l d architecture, sarl d architecture",
    "r d architecture, r d architecture",
    "reparation d appareils, reparation d appareils",
    "b s p p de paris, bspp de paris",
    "edf, edf",
  })
  void spelledInitialsAreJoinedWithoutElidedArticles(String text, String joined) {
    assertThat(String.join(" ", SpeltInitials.join(Words.of(text)))).isEqualTo(joined);
  }
}
