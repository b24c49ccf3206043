package fr.recap.nomenclature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.recap.config.RefusedInputException;
import fr.recap.nomenclature.Nomenclature.Level;
import fr.recap.nomenclature.Nomenclature.Modality;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class NomenclatureTest {
  private static final List<Level> LEVELS =
      List.of(new Level("N3", "N2"), new Level("N1", null), new Level("N2", "N1"));

  private static Modality node(String level, String code, String label, String parent) {
    return new Modality(level, code, label, parent, null);
  }

  private static List<Modality> small() {
    return new ArrayList<>(
        List.of(
            node("N3", "11a", "Bl\u00e9", "11"),
            node("N3", "11b", "Vin", "11"),
            node("N3", "2", "Commerce", "2"),
            node("N2", "11", "Cultures", "1"),
            node("N2", "2", "Commerce", "2"),
            node("N1", "1", "Agriculture", ""),
            node("N1", "2", "Commerce", null),
            node("OTHER", "x", "of another nomenclature", null)));
  }

  @Test
  void levelsAreChainedWhateverTheOrderOfRows() {
    Nomenclature tree = Nomenclature.of("N1", LEVELS, small());

    assertThat(tree.size()).isEqualTo(5);
    int wheat = tree.find("11a").orElseThrow();
    assertThat(tree.depth(wheat)).isEqualTo(2);
    assertThat(tree.ancestors(wheat).stream().map(tree::code)).containsExactly("11", "1");
    assertThat(tree.find("x")).isEmpty();
  }

  @Test
  void aNodeThatRepeatsItsParentCollapsesIntoIt() {
    Nomenclature tree = Nomenclature.of("N1", LEVELS, small());

    assertThat(Arrays.stream(tree.leaves()).mapToObj(tree::code))
        .containsExactly("2", "11a", "11b");
    assertThat(tree.depth(tree.find("2").orElseThrow())).isZero();
  }

  @Test
  void affinityFallsByHalfWithEachLevelAndIsZeroBesideTheLine() {
    Nomenclature tree = Nomenclature.of("N1", LEVELS, small());
    int wheat = tree.find("11a").orElseThrow();

    assertThat(tree.affinity(wheat, wheat, 0.5)).isEqualTo(1);
    assertThat(tree.affinity(wheat, tree.find("11").orElseThrow(), 0.5)).isEqualTo(0.5);
    assertThat(tree.affinity(tree.find("1").orElseThrow(), wheat, 0.5)).isEqualTo(0.25);
    assertThat(tree.affinity(wheat, tree.find("11b").orElseThrow(), 0.5)).isZero();
  }

  @Test
  void orphansDoublesAndEmptyLabelsAreNamed() {
    List<Modality> broken = small();
    broken.add(node("N3", "99a", "Lost", "99"));
    broken.add(node("N2", "11", "Other label", "1"));
    broken.add(node("N2", "12", " ", "1"));

    assertThatThrownBy(() -> Nomenclature.of("N1", LEVELS, broken))
        .isInstanceOf(RefusedInputException.class)
        .hasMessageContaining("3 problems")
        .hasMessageContaining("orphan: 99a of level N3 names the parent '99'")
        .hasMessageContaining("double: 11 of level N2, 'Cultures' and 'Other label'")
        .hasMessageContaining("empty label: 12 of level N2");
  }

  @Test
  void aCycleOfLevelsIsNamed() {
    List<Level> cycle = List.of(new Level("N1", "N2"), new Level("N2", "N1"));

    assertThatThrownBy(() -> Nomenclature.of("N1", cycle, small()))
        .isInstanceOf(RefusedInputException.class)
        .hasMessageContaining("N1, N2, then N1 again");
  }

  @Test
  void anUnknownRootIsNamed() {
    assertThatThrownBy(() -> Nomenclature.of("NAF9", LEVELS, small()))
        .isInstanceOf(RefusedInputException.class)
        .hasMessageContaining("no level NAF9");
  }
}
