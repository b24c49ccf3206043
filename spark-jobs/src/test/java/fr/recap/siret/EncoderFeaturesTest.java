package fr.recap.siret;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class EncoderFeaturesTest {
  private static final FeatureSet ASKED =
      FeatureCatalog.of(new Signals(List.of(), List.of()))
          .select(List.of("name.words", "name.encoder", "name.encoder_lead"));
  private static final float[] UNKNOWN = {1, Float.NaN, Float.NaN};

  @Test
  void cosines_areFollowedByTheirLeadOverTheBestOther() {
    List<float[]> filled =
        EncoderFeatures.filled(
            ASKED, List.of(UNKNOWN, UNKNOWN, UNKNOWN), new double[] {0.25, 0.75, 0.5});

    assertThat(filled)
        .containsExactly(
            new float[] {1, 0.25f, -0.5f},
            new float[] {1, 0.75f, 0.25f},
            new float[] {1, 0.5f, -0.25f});
    assertThat(UNKNOWN[1]).as("what was given stays").isNaN();
  }

  @Test
  void aSingleCandidateHasNoLead_andTwoEqualOnesHaveNone() {
    assertThat(EncoderFeatures.filled(ASKED, List.of(UNKNOWN), new double[] {0.5}).get(0)[2])
        .isNaN();
    assertThat(
            EncoderFeatures.filled(ASKED, List.of(UNKNOWN, UNKNOWN), new double[] {0.5, 0.5})
                .get(0)[2])
        .isZero();
  }

  @Test
  void anEstablishmentThatTheRegisterLacks_isUnknownAndDoesNotSpoilTheOthers() {
    List<float[]> filled =
        EncoderFeatures.filled(
            ASKED, List.of(UNKNOWN, UNKNOWN, UNKNOWN), new double[] {Double.NaN, 0.75, 0.5});

    assertThat(filled.get(0)[1]).isNaN();
    assertThat(filled.get(0)[2]).isNaN();
    assertThat(filled.get(1)[2]).isEqualTo(0.25f);
  }
}
