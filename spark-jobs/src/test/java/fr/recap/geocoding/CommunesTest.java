package fr.recap.geocoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import fr.recap.config.ConfigException;
import fr.recap.config.RefusedInputException;
import fr.recap.geocoding.Communes.Centre;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommunesTest {
  @TempDir Path folder;

  @Test
  void bundledCommunes_areThoseOfTodayWithoutCentres() {
    Communes communes = Communes.bundled();
    assertThat(communes.of("2A004").name()).isEqualTo("Ajaccio");
    assertThat(communes.of("75112").departement()).isEqualTo("75");
    assertThat(communes.of("97411").departement()).isEqualTo("974");
    assertThat(communes.of("57463").hasCentre()).isFalse();
    assertThat(communes.of("00000")).isNull();
  }

  @Test
  void aFile_completesWhatIsKnownAndBringsFormerNames() throws IOException {
    Communes communes =
        Communes.read(
            List.of(
                file(
                    "depcom;nccenr;depcom_pole\n57999;Vieux-Bourg;57998\n57998;Neuf-Bourg;57463\n"),
                file("code,nom,lat,lon,population\n57463,Autre,49.1,6.2,5\n")));
    Commune metz = communes.of("57463");
    assertThat(metz.name()).isEqualTo("Metz");
    assertThat(metz.latitude()).isEqualTo(49.1);
    assertThat(metz.population()).isGreaterThan(100_000);
    assertThat(communes.of("57999")).as("a code that was given up twice").isEqualTo(metz);
    assertThat(communes.isFormer("57999")).isTrue();
    Resolution resolution = communes.resolver().resolve(DeclaredPlace.named("VIEUX BOURG"));
    assertThat(((ResolvedCommune) resolution).code()).isEqualTo("57463");
    assertThat(resolution.reason()).isEqualTo("commune by a former name");
  }

  @Test
  void arrondissements_lieAtTheirTownUnlessTheyHaveACentre() throws IOException {
    Communes communes = Communes.read(List.of(file("code,nom,lat,lon\n75056,Paris,48.85,2.35\n")));
    assertThat(communes.centreOf(communes.of("75112"))).isEqualTo(new Centre(48.85, 2.35));
    Communes completed = communes.withCentres(Map.of("75112", new Centre(48.84, 2.42)));
    assertThat(completed.centreOf(completed.of("75112"))).isEqualTo(new Centre(48.84, 2.42));
  }

  @Test
  void aTownWithoutACentre_liesBetweenItsArrondissements_byTheirInhabitants() throws IOException {
    Communes communes =
        Communes.of(
            CommuneFile.read(
                file(
                    """
                    code,nom,type,commune_pole,population,lat,lon
                    69123,Lyon,commune-actuelle,,519127,,
                    69381,Lyon 1er,arrondissement-municipal,69123,29999,45.0,4.0
                    69383,Lyon 3e,arrondissement-municipal,69123,99999,46.0,5.0
                    69384,Lyon 4e,arrondissement-municipal,69123,99999,,
                    """)));
    // (30,000 * 45 + 100,000 * 46) / 130,000
    Centre centre = communes.centreOf(communes.of("69123"));
    assertThat(centre.latitude()).isCloseTo(45.769231, within(1e-6));
    assertThat(centre.longitude()).isCloseTo(4.769231, within(1e-6));
    assertThat(communes.of("69123").hasCentre()).isTrue();
    assertThat(communes.withoutCentre()).containsExactly("69384");
  }

  @Test
  void wrongFiles_areRefusedWithPlaceValueAndRemedy() throws IOException {
    Path nowhere = folder.resolve("nowhere.csv");
    assertThatThrownBy(() -> Communes.read(List.of(nowhere)))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("nowhere.csv")
        .hasMessageContaining("geocoding.communes");
    refused("nom,lat\nMetz,49\n", "has no column code or depcom or code_commune");
    refused("code,nom,lat,lon\n57463,Metz,north,6\n", "line 2", "'north'");
    refused("code,nom\n5746,Metz\n", "line 2", "'5746'");
    refused("code,nom,lat,lon\n57463,Metz,6.2,49.1\n", "line 2", "'6.2, 49.1'");
    refused("code,nom,lat,lon\n57463,Metz,49.1,\n", "line 2", "'49.1, NaN'");
  }

  private void refused(String text, String... messages) throws IOException {
    Path file = file(text);
    assertThatThrownBy(() -> Communes.read(List.of(file)))
        .isInstanceOf(RefusedInputException.class)
        .hasMessageContainingAll(messages);
  }

  private Path file(String text) throws IOException {
    return Files.writeString(Files.createTempFile(folder, "communes", ".csv"), text);
  }
}
