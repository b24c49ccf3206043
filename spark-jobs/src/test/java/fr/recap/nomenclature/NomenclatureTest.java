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
  void orphansDoublesAndEmptyLabelsAreNamedWithTheirRemedy() {
    List<Modality> broken = small();
    broken.add(node("N3", "99a", "Lost", "99"));
    broken.add(node("N2", "98", "Lost too", "11b"));
    broken.add(node("N2", "11", "Other label", "1"));
    broken.add(node("N3", "11a", "Bl\u00e9", "11"));
    broken.add(node("N2", "12", " ", "1"));
    broken.add(node("N3", null, "Nameless", "11"));

    assertThatThrownBy(() -> Nomenclature.of("N1", LEVELS, broken))
        .isInstanceOf(RefusedInputException.class)
        .hasMessageContaining("no tree for N1, 6 problems")
        .hasMessageContaining(
            "orphan: 98 of level N2 names the parent '11b' of level N3; 99a of level N3 names the parent '99' (correct code_agr, or add the parent")
        .hasMessageContaining(
            "double: 11 of level N2, 'Cultures' and 'Other label'; 11a of level N3, 'Bl\u00e9' and 'Bl\u00e9' (remove all rows but one")
        .hasMessageContaining("empty label: 12 of level N2 (give each code a label")
        .hasMessageContaining("empty code: the row labelled 'Nameless' of level N3");
  }

  @Test
  void aCycleOfCodesIsNamedOnceAndNotWhatHangsBelow() {
    List<Modality> broken = small();
    broken.add(node("N2", "31", "Egg", "31a"));
    broken.add(node("N3", "31a", "Hen", "31"));
    broken.add(node("N3", "31b", "Chick", "31"));
    broken.add(node("N2", "41", "Alone", "41"));

    assertThatThrownBy(() -> Nomenclature.of("N1", LEVELS, broken))
        .isInstanceOf(RefusedInputException.class)
        .hasMessageContaining("2 problems")
        .hasMessageContaining(
            "cycle: 31 of level N2: 31 below 31a below 31; 41 of level N2: 41 below 41 (correct the code_agr");
  }

  @Test
  void aParentOfTheSameLevelIsNoParent() {
    List<Modality> broken = small();
    broken.add(node("N3", "11c", "Red wine", "11b"));

    assertThatThrownBy(() -> Nomenclature.of("N1", LEVELS, broken))
        .hasMessageContaining("1 problem:")
        .hasMessageContaining("orphan: 11c of level N3 names the parent '11b' of level N3");
  }

  @Test
  void manyProblemsOfAKindAreCounted() {
    List<Modality> broken = small();
    for (int i = 10; i < 22; i++) {
      broken.add(node("N3", "9" + i, "Lost", "9"));
    }

    assertThatThrownBy(() -> Nomenclature.of("N1", LEVELS, broken))
        .hasMessageContaining("919 of level N3 names the parent '9' and 2 more (correct");
  }

  @Test
  void levelsThatAreLostDoubledOrEmptyAreNamed() {
    List<Level> lost =
        List.of(new Level("N1", null), new Level("N2", "N1"), new Level("N3", "N2x"));
    assertThatThrownBy(() -> Nomenclature.of("N1", lost, small()))
        .as("its leaves would be those of N2, and no form would have a known code")
        .isInstanceOf(RefusedInputException.class)
        .hasMessageContaining("N3 names the level above 'N2x', which nomenclatures doesn't have");

    List<Level> doubled = new ArrayList<>(LEVELS);
    doubled.add(new Level("N2", "OTHER"));
    doubled.add(new Level("N4", "N3"));
    assertThatThrownBy(() -> Nomenclature.of("N1", doubled, small()))
        .hasMessageContaining("N2 stands 2 times in nomenclatures, with nct_agr 'N1', 'OTHER'")
        .hasMessageContaining("N4 has no row in modalites");
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
