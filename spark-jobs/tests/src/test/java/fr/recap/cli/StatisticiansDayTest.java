package fr.recap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import fr.recap.demo.SmallCampaign;
import fr.recap.runtime.TestSession;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

/**
 * The commands by which docs/statisticians.md has a statistician train twice, compare, publish the
 * better and set a threshold, run as they stand there, on a small campaign.
 */
class StatisticiansDayTest {
  private static final String SECTION = "## Trying other settings";
  private static final Pattern BLOCK = Pattern.compile("(?s)```bash\n(.*?)```");
  private static final Pattern TRAINING = Pattern.compile("(?m)^Training: (\\S+)$");
  private static final Pattern REPORT = Pattern.compile("(?m)^Report: (\\S+)$");
  private static final Pattern EXAMPLE =
      Pattern.compile("trainings/NAF/\\d{4}-\\d\\d-\\d\\d_(\\d)");

  private final SmallCampaign campaign = SmallCampaign.get();

  @Test
  void theCommandsOfThePageDoWhatItSays() throws Exception {
    // Jobs leave their settings in the session, and other tests read them there.
    SparkSession shared = TestSession.get();
    SparkSession.setActiveSession(shared.newSession());
    try {
      runAll();
    } finally {
      SparkSession.setActiveSession(shared);
    }
  }

  private void runAll() throws Exception {
    List<String> trainings = new ArrayList<>();
    StringBuilder said = new StringBuilder();
    for (String command : commands()) {
      Matcher example = EXAMPLE.matcher(command);
      String ours =
          example.replaceAll(found -> trainings.get(Integer.parseInt(found.group(1)) - 1));
      String out = run(ours.substring("submit/recap ".length()));
      said.append(out);
      Matcher training = TRAINING.matcher(out);
      if (training.find()) {
        trainings.add(training.group(1));
        Matcher report = REPORT.matcher(out);
        assertThat(report.find()).as(out).isTrue();
        assertThat(Path.of(report.group(1))).content().contains("<h1>");
      }
    }
    assertThat(trainings).hasSize(2).doesNotHaveDuplicates();
    assertThat(said)
        .contains("nomenclatures.naf.learning.encoder.seeds", trainings.get(1))
        .containsPattern("NAF_\\d{4}-\\d\\d-\\d\\d");
  }

  private static List<String> commands() throws Exception {
    String page = Files.readString(Repository.root().resolve("docs/statisticians.md"));
    Matcher block = BLOCK.matcher(page);
    assertThat(block.find(page.indexOf(SECTION))).isTrue();
    return block.group(1).lines().filter(line -> line.startsWith("submit/recap ")).toList();
  }

  /** Runs a command against the small campaign, with a store that no other test reads. */
  private String run(String command) {
    List<String> arguments = new ArrayList<>();
    for (String word : command.split(" ", -1)) {
      arguments.add(word.equals("campaign.conf") ? campaign.settings().toString() : word);
    }
    arguments.add("-Dstore.root=\"s3a://recap/day\"");
    arguments.add("-Dwork-directory=" + campaign.work());
    arguments.add("-Dnomenclatures.naf.vectors=null");
    // The coders need not be good.
    for (String small : List.of("epochs=1", "dimensions=16", "sub-words=4096")) {
      arguments.add("-Dnomenclatures.naf.learning.encoder." + small);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
    int code = Main.run(arguments, stream, stream);
    String said = out.toString(StandardCharsets.UTF_8);
    assertThat(code).as("%s%n%s", command, said).isZero();
    return said;
  }
}
