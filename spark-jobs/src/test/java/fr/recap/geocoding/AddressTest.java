package fr.recap.geocoding;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AddressTest {
  @Test
  void maskedParts_areNotAskedFor() {
    Address masked = Address.of("57463", "[ND]", "[ND]", "[ND]", "[ND]", "[ND]", "[ND]");
    assertThat(masked).isEqualTo(new Address("57463", "", "", "", "", ""));
    assertThat(masked.isCommuneOnly()).isTrue();
  }

  @Test
  void titlesBeforeALink_areSpeltOut() {
    assertThat(Address.of("57463", "0012", "B", "AV", "GAL DE GAULLE", null, "SARL X").street())
        .isEqualTo("avenue general de gaulle");
  }
}
