package fr.recap.cli;

import fr.recap.config.ConfigException;
import fr.recap.config.RecapConfig;
import fr.recap.config.TableName;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** {@code recap completion}: a script by which a shell completes the command line. */
final class CompletionJob extends Job {
  static final String NAME = "completion";

  private static final List<String> SHELLS = List.of("bash", "zsh");

  /** What the launcher does itself, with its words. */
  private static final Map<String, String> OF_LAUNCHER =
      new TreeMap<>(
          Map.of(
              "sandbox", "start status stop --spark --yarn --search",
              "image", "spark service --to",
              "install-kernel", "--prefix --name"));

  private static final String LAUNCHER =
      "--env --spark-conf --deploy-mode --driver-memory --dry-run --help";

  private final Map<String, Supplier<Job>> jobs;
  private final List<String> shells = new ArrayList<>();

  /**
   * @param jobs all jobs, by their names
   */
  CompletionJob(Map<String, Supplier<Job>> jobs) {
    super(NAME);
    this.jobs = jobs;
  }

  @Override
  protected void declare(Options options) {
    options.arguments("shell", shells::add);
  }

  @Override
  protected List<String> words(RecapConfig config) {
    return SHELLS;
  }

  @Override
  protected void execute(RecapConfig config, PrintStream out) {
    if (shells.size() != 1 || !SHELLS.contains(shells.get(0))) {
      throw new ConfigException("Say for which shell, one of %s: %s".formatted(SHELLS, shells));
    }
    if (shells.get(0).equals("zsh")) {
      out.println("autoload -U +X bashcompinit && bashcompinit");
    }
    out.print(script(config));
  }

  private String script(RecapConfig config) {
    Map<String, String> words = new LinkedHashMap<>();
    jobs.forEach((name, job) -> words.put(name, words(job.get(), config)));
    words.putAll(OF_LAUNCHER);
    String cases =
        words.entrySet().stream()
            .map(each -> "    %s) words=\"%s\" ;;".formatted(each.getKey(), each.getValue()))
            .collect(Collectors.joining("\n"));
    return """
        # recap: completion of jobs, options, models and tables. To be sourced.
        _recap() {
          local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]} job= words= i
          for ((i = 1; i < COMP_CWORD; i++)); do
            case ${COMP_WORDS[i]} in
              --env | --spark-conf | --deploy-mode | --driver-memory) ((i++)) ;;
              -*) ;;
              *) job=${COMP_WORDS[i]}; break ;;
            esac
          done
          case $before in
            --env) words="local standalone yarn k8s" ;;
            --deploy-mode) words="client cluster" ;;
            --table | --against) words="%3$s" ;;
          esac
          if [[ -n $words ]]; then
            COMPREPLY=($(compgen -W "$words" -- "$word"))
            return
          fi
          case $job in
            "") words="%1$s" ;;
        %2$s
          esac
          COMPREPLY=($(compgen -W "$words %4$s" -- "$word"))
        }
        complete -o default -F _recap recap
        """
        .formatted(
            String.join(" ", words.keySet()),
            cases,
            config.tables().all().stream()
                .map(TableName::toString)
                .collect(Collectors.joining(" ")),
            LAUNCHER);
  }

  private static String words(Job job, RecapConfig config) {
    if (job instanceof MissingJob) {
      return "";
    }
    List<String> words = new ArrayList<>(job.words(config));
    job.options().forEach(option -> words.add("--" + option));
    return String.join(" ", words);
  }
}
