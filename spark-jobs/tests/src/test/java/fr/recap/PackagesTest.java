package fr.recap;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.Location;
import fr.recap.cli.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The order of packages in CONTRIBUTING.md holds, so none depends on another in a circle. */
class PackagesTest {
  private static final List<Path> SOURCES =
      List.of(
          Repository.root().resolve("udfs/src/main/java"),
          Repository.root().resolve("spark-jobs/src/main/java"),
          Repository.root().resolve("spark-jobs/demo/src/main/java"),
          Repository.root().resolve("spark-jobs/bench/src/main/java"));

  private static JavaClasses classes;

  @BeforeAll
  static void readClasses() {
    classes =
        new ClassFileImporter().withImportOption(PackagesTest::isMain).importPackages("fr.recap");
    assertThat(classes.contain("fr.recap.cli.Main")).isTrue();
    assertThat(classes.contain("fr.recap.bench.BenchJob")).isTrue();
    assertThat(classes.contain("fr.recap.PackagesTest")).isFalse();
  }

  @Test
  void theListHasEveryPackageOfTheJobs() throws IOException {
    Set<String> packages = new TreeSet<>();
    for (JavaClass each : classes) {
      String name = each.getPackageName().substring("fr.recap.".length());
      packages.add(name.replaceFirst("\\..*", ""));
    }
    packages.remove("udfs");
    assertThat(order()).containsExactlyInAnyOrderElementsOf(packages);
  }

  @Test
  void noPackageUsesOneBelowIt() throws IOException {
    List<String> order = order();
    noClasses()
        .that()
        .resideInAPackage("fr.recap.udfs..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(folders(order))
        .check(classes);
    for (int i = 0; i < order.size() - 1; i++) {
      noClasses()
          .that()
          .resideInAPackage("fr.recap." + order.get(i) + "..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(folders(order.subList(i + 1, order.size())))
          .because("CONTRIBUTING.md lists them below it")
          .check(classes);
    }
  }

  @Test
  void formsOnTheirWayKnowNothingOfSpark() {
    noClasses()
        .that()
        .resideInAPackage("fr.recap.forms..")
        .and(
            DescribedPredicate.describe(
                "are no rows", each -> !outermost(each.getName()).endsWith("Rows")))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.spark..", "scala..")
        .check(classes);
  }

  /** The packages that the page lists, in its order. */
  private static List<String> order() throws IOException {
    String page = Files.readString(Repository.root().resolve("CONTRIBUTING.md"));
    Matcher list = Pattern.compile("Packages of `fr\\.recap`, in order: ([^.]*)\\.").matcher(page);
    assertThat(list.find()).isTrue();
    List<String> order = new ArrayList<>();
    Pattern.compile("`(\\w+)`")
        .matcher(list.group(1))
        .results()
        .forEach(m -> order.add(m.group(1)));
    assertThat(order).hasSizeGreaterThan(20).doesNotHaveDuplicates();
    return order;
  }

  private static String[] folders(List<String> packages) {
    return packages.stream().map(name -> "fr.recap." + name + "..").toArray(String[]::new);
  }

  /** Tests may use what they like, and may lie in one folder with the classes. */
  private static boolean isMain(Location location) {
    String file = location.asURI().toString().replaceFirst(".*(?=fr/recap/)", "");
    String source = outermost(file.replaceFirst("\\.class$", "")) + ".java";
    return SOURCES.stream().anyMatch(folder -> Files.exists(folder.resolve(source)));
  }

  private static String outermost(String name) {
    return name.replaceFirst("\\$.*", "");
  }
}
